"use strict";
// Without this script the file works by plain links.  It opens what a link leads to, lights up the
// quote there, remembers the way back, filters details by status, and opens everything for print.
(() => {
  const back = document.querySelector(".back");
  const trail = [];
  let lit = [];

  const target = () => {
    try { return document.getElementById(decodeURIComponent(location.hash.slice(1))); } catch { return null; }
  };

  const arrive = () => {
    const place = target();
    for (const old of lit) old.classList.remove("lit");
    lit = [];
    if (!place) return;
    for (let up = place; up; up = up.parentElement) {
      if (up.localName === "details") up.open = true;
      if (up.classList.contains("off")) up.classList.remove("off");
    }
    lit = place.classList.contains("at")
      ? [...document.querySelectorAll(`[data-e~="${CSS.escape(place.id)}"]`)] : [place].filter((p) => p.matches(".quote, .value, .detail, .check, .passage, tr"));
    for (const part of lit) part.classList.add("lit");
    (lit[0] || place).scrollIntoView({ block: lit[0] ? "center" : "start" });
    place.focus({ preventScroll: true });
  };

  const goBack = () => {
    const from = trail.pop();
    back.hidden = trail.length === 0;
    if (!from) return;
    from.scrollIntoView({ block: "center" });
    from.focus({ preventScroll: true });
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (!link) return;
    if (link.parentElement === back) { event.preventDefault(); goBack(); return; }
    if (link.closest("nav")) return;
    trail.push(link);
    back.hidden = false;
    if (link.getAttribute("href") === location.hash) { event.preventDefault(); arrive(); }
  });

  const details = [...document.querySelectorAll("article.detail")];
  const shown = () => details.filter((d) => !d.classList.contains("off"));
  const step = (by) => {
    const rows = shown();
    const middle = innerHeight / 3;
    const at = rows.findIndex((d) => d.getBoundingClientRect().bottom > middle);
    const next = rows[Math.min(rows.length - 1, Math.max(0, (at < 0 ? rows.length : at) + by))];
    if (next) { next.scrollIntoView({ block: "start" }); next.focus({ preventScroll: true }); }
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (event.key === "b") goBack();
  });

  const filter = document.querySelector(".filter");
  if (filter) {
    filter.hidden = false;
    filter.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (!button) return;
      const on = button.getAttribute("aria-pressed") !== "true";
      button.setAttribute("aria-pressed", String(on));
      for (const d of details) if (d.dataset.status === button.dataset.status) d.classList.toggle("off", !on);
    });
  }

  addEventListener("beforeprint", () => { for (const more of document.querySelectorAll("details.more")) more.open = true; });
  addEventListener("hashchange", arrive);
  if (location.hash) arrive();
})();
