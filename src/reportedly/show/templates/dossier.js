"use strict";
// Without this script the file works by plain links.  It opens what a link leads to, lights up the quote there,
// remembers the way back, filters questions, shows single columns, and searches the whole file.
(() => {
  const $ = (selector, within = document) => [...within.querySelectorAll(selector)];
  const back = document.querySelector(".back");
  const trail = [];
  let lit = [];

  // ------------------------------------------------------------ following links

  const open = (place) => { for (let up = place; up; up = up.parentElement) { if (up.localName === "details") up.open = true; up.classList.remove("off"); } };

  const arrive = () => {
    for (const old of lit) old.classList.remove("lit");
    lit = [];
    let place = null;
    try { place = document.getElementById(decodeURIComponent(location.hash.slice(1))); } catch { return; }
    if (!place) return;
    open(place);
    lit = place.classList.contains("at")
      ? $(`[data-e~="${CSS.escape(place.id)}"]`)
      : [place].filter((p) => p.matches(".quote, .value, .detail, .check, .passage, .accounts li"));
    for (const part of lit) part.classList.add("lit");
    (lit[0] || place).scrollIntoView({ block: place.matches("section, h3, article, details, .passage") ? "start" : "center" });
    place.focus({ preventScroll: true });
  };

  const goBack = () => {
    const from = trail.pop();
    back.hidden = trail.length === 0;
    if (!from) return;
    open(from);
    from.scrollIntoView({ block: "center" });
    from.focus({ preventScroll: true });
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (!link) return;
    if (link.parentElement === back) { event.preventDefault(); goBack(); return; }
    if (link.closest("nav, .skip")) return;
    trail.push(link);
    back.hidden = false;
    if (link.getAttribute("href") === location.hash) { event.preventDefault(); arrive(); }
  });

  // ------------------------------------------------------------ filters

  const field = (id) => document.getElementById(id);
  const questions = $(".detail[data-status]");
  const rows = $(".matrix tbody tr[data-status]");
  const buttons = $(".only");
  const bar = document.querySelector(".filters");

  // The numbers of the accounts that are asked for, or null where all are.
  const wanted = () => {
    const only = new Set(buttons.filter((b) => b.getAttribute("aria-pressed") === "true").map((b) => b.dataset.col));
    const one = field("f-account").value;
    const from = field("f-from").value, to = field("f-to").value;
    let set = null;
    if (one) set = new Set([one]);
    if (only.size) set = set ? new Set([...set].filter((n) => only.has(n))) : only;
    if (from || to) {
      const dated = $("option[data-day]", field("f-account")).filter(({ dataset: { day } }) =>
        /^\d{4}/.test(day) && (!from || day >= from.slice(0, day.length)) && (!to || day <= to.slice(0, day.length))).map((o) => o.value);
      set = new Set(set ? dated.filter((n) => set.has(n)) : dated);
    }
    return set;
  };

  const filter = () => {
    const status = field("f-status").value, voice = field("f-voice").value, accounts = wanted();
    const fits = (row) => (!status || row.dataset.status === status)
      && (!voice || row.dataset.v.split(" ").includes(voice))
      && (!accounts || row.dataset.a.split(" ").some((n) => accounts.has(n)));
    const narrowed = Boolean(status || voice || accounts);
    let shown = 0;
    for (const q of questions) { const fit = fits(q); q.classList.toggle("off", !fit); shown += fit; }
    for (const row of rows) row.classList.toggle("off", !fits(row));
    for (const fold of $(".rest")) if (narrowed) fold.open = Boolean(fold.querySelector(".detail:not(.off)"));
    for (const fold of $(".rest, .group")) fold.classList.toggle("off", narrowed && !fold.querySelector(".detail:not(.off)"));
    for (const body of $(".unfold")) body.hidden = narrowed;
    for (const body of $(".one")) body.hidden = !narrowed && body.previousElementSibling.querySelector("button").getAttribute("aria-expanded") !== "true";
    for (const table of $(".matrix")) {
      const heads = $("thead th", table).slice(1);
      const hidden = heads.map((th) => Boolean(accounts && !accounts.has(th.dataset.col)));
      for (const tr of $("thead tr, tr[data-status]", table)) [...tr.cells].slice(1).forEach((cell, n) => cell.classList.toggle("col-off", hidden[n]));
      const empty = !table.querySelector("tr[data-status]:not(.off)") || hidden.every(Boolean);
      const box = table.closest(".matrix-box");
      box.classList.toggle("off", empty);
      box.previousElementSibling.classList.toggle("off", empty);
    }
    field("f-count").textContent = narrowed ? `${shown} of ${questions.length} questions` : "";
  };

  if (bar) {
    bar.hidden = false;
    for (const button of buttons) button.hidden = false;
    for (const button of $(".unfold button")) button.addEventListener("click", () => {
      button.setAttribute("aria-expanded", String(button.getAttribute("aria-expanded") !== "true"));
      filter();
    });
    filter();
    bar.addEventListener("change", filter);
    field("f-clear").addEventListener("click", () => {
      for (const input of $("select, input", bar)) input.value = "";
      for (const button of buttons) button.setAttribute("aria-pressed", "false");
      filter();
    });
    document.addEventListener("click", (event) => {
      const button = event.target.closest(".only");
      if (!button) return;
      const on = button.getAttribute("aria-pressed") !== "true";
      for (const same of buttons) if (same.dataset.col === button.dataset.col) same.setAttribute("aria-pressed", String(on));
      filter();
    });
  }

  // ------------------------------------------------------------ search

  const form = document.querySelector(".find");
  const found = document.querySelector(".found");
  const MOST = 40, AROUND = 60;
  let index = null;

  const makeIndex = () => [
    ...$(".detail > h4, .detail > summary").map((e) => ["question", e, e.textContent]),
    ...$(".value").map((e) => ["answer", e, e.querySelector("h5").textContent]),
    ...$(".voice > summary").map((e) => ["voice", e, e.textContent]),
    ...$(".accounts li").map((e) => ["account", e, e.textContent]),
    ...$(".check > h3").map((e) => ["citation", e, e.textContent]),
    ...$(".page .text").map((e) => [e.closest(".page").querySelector("summary").textContent.trim(), e, e.textContent]),
  ].map(([kind, element, text]) => ({ kind, element, text, low: text.toLowerCase() }));

  const goTo = (hit, at, length) => {
    found.hidden = true;
    open(hit.element);
    const walker = document.createTreeWalker(hit.element, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    let seen = 0, started = false;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const end = seen + node.data.length;
      if (!started && at < end) { range.setStart(node, at - seen); started = true; open(node.parentElement); }
      if (started && at + length <= end) { range.setEnd(node, at + length - seen); break; }
      seen = end;
    }
    if (started) { getSelection().removeAllRanges(); getSelection().addRange(range); }
    (started ? range.startContainer.parentElement : hit.element).scrollIntoView({ block: "center" });
  };

  const search = () => {
    const query = form.querySelector("input").value.trim().toLowerCase();
    found.replaceChildren();
    found.hidden = query.length < 2;
    if (found.hidden) return;
    index ??= makeIndex();
    const list = document.createElement("ul");
    let number = 0;
    for (const hit of index) {
      for (let at = hit.low.indexOf(query); at >= 0; at = hit.low.indexOf(query, at + query.length)) {
        if (++number > MOST) continue;
        const item = document.createElement("li"), link = document.createElement("button"), mark = document.createElement("mark");
        link.type = "button";
        mark.textContent = hit.text.slice(at, at + query.length);
        link.append(hit.text.slice(Math.max(0, at - AROUND), at), mark, hit.text.slice(at + query.length, at + query.length + AROUND));
        link.addEventListener("click", () => goTo(hit, at, query.length));
        const kind = document.createElement("span");
        kind.className = "n";
        kind.textContent = ` ${hit.kind}`;
        item.append(link, kind);
        list.append(item);
      }
    }
    const told = document.createElement("p");
    told.className = "n";
    told.textContent = number === 0 ? "Nothing found." : number > MOST ? `${number} places; the first ${MOST} are listed.` : `${number} place${number === 1 ? "" : "s"}`;
    found.append(told, list);
  };

  form.hidden = false;
  form.addEventListener("input", search);
  form.addEventListener("submit", (event) => { event.preventDefault(); found.querySelector("button")?.focus(); });

  // ------------------------------------------------------------ keys

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { found.hidden = true; return; }
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea")) return;
    if (event.key === "b") goBack();
    else if (event.key === "/") { event.preventDefault(); form.querySelector("input").focus(); }
    else if (event.key === "j" || event.key === "k") {
      const shown = questions.filter((q) => !q.classList.contains("off") && q.offsetParent);
      const at = shown.findIndex((q) => q.getBoundingClientRect().bottom > innerHeight / 3);
      const next = shown[Math.min(shown.length - 1, Math.max(0, (at < 0 ? shown.length : at) + (event.key === "j" ? 1 : -1)))];
      if (next) { next.scrollIntoView({ block: "start" }); (next.querySelector("summary") || next).focus({ preventScroll: true }); }
    }
  });

  // On paper the questions are told, a line each; their quotes stay folded but for disputes.
  addEventListener("beforeprint", () => { for (const fold of $(".rest:not(.alone)")) fold.open = true; });
  addEventListener("hashchange", arrive);
  if (location.hash) arrive();
})();
