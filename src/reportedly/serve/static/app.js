"use strict";
// Keys of the review, statements that open their card, and the place on a page that a link leads to.
(() => {
  const review = document.getElementById("review");

  const load = (query) => htmx.ajax("GET", `${review.dataset.base}/review?kind=${encodeURIComponent(review.dataset.kind)}&${query}`, { target: review, swap: "innerHTML" });
  const here = () => encodeURIComponent(document.getElementById("card-of").dataset.key);

  const press = (key) => {
    if (key === "j") { load(`after=${here()}`); return true; }
    if (key === "k") { load(`after=${here()}&back=1`); return true; }
    const form = [...review.querySelectorAll("form[data-key]")].find((f) => f.dataset.key === key);
    if (!form) return false;
    form.requestSubmit();
    return true;
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea")) return;
    if (event.key === "/") { event.preventDefault(); document.getElementById("q").focus(); }
    else if (review && press(event.key)) event.preventDefault();
  });

  for (const told of document.querySelectorAll(".reader .told[data-s]")) {
    told.addEventListener("click", () => htmx.ajax("GET", told.dataset.s, { target: "#card", swap: "innerHTML" }));
  }

  const open = () => {
    let place = null;
    try { place = document.getElementById(decodeURIComponent(location.hash.slice(1))); } catch { return; }
    for (let up = place; up; up = up.parentElement) if (up.localName === "details") up.open = true;
    if (place) place.scrollIntoView({ block: "center" });
  };
  addEventListener("hashchange", open);
  open();

  // Each of two pages is scrolled to what is looked at.
  for (const text of document.querySelectorAll(".beside .text")) {
    const at = text.querySelector(".ev");
    if (at) text.scrollTop += at.getBoundingClientRect().top - text.getBoundingClientRect().top - text.clientHeight / 3;
  }
})();
