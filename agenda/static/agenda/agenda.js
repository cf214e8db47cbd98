// What the public pages gain with JavaScript: a column's head lit up, "/" to search, suggestions, results announced.
"use strict";
(() => {
  const gently = (wait, act) => { let timer; return (...a) => { clearTimeout(timer); timer = setTimeout(() => act(...a), wait); }; };

  // The matrix: the head of the column under the pointer or the focus.
  const light = (event) => {
    const table = event.target.closest?.(".matrix");
    document.querySelectorAll(".matrix th.lit").forEach((head) => head.classList.remove("lit"));
    const cell = event.target.closest?.("td");
    if (table && cell) table.tHead?.rows[0].cells[cell.cellIndex]?.classList.add("lit");
  };
  document.addEventListener("pointerover", light);
  document.addEventListener("focusin", light);

  // What folds is closed in the markup, open where there is room, and open on a phone when a filter was not understood.
  const narrow = matchMedia("(max-width: 56rem)");
  const fold = () => document.querySelectorAll(".fold").forEach((box) => { box.open = !narrow.matches || !!box.querySelector(".problem"); });
  fold();
  narrow.addEventListener("change", fold);

  // After htmx has swapped results: say how many there are, as the line above them says it.
  document.addEventListener("htmx:afterSettle", (event) => {
    const said = document.querySelector("#results #count");
    const voice = document.getElementById("announce");
    if (said && voice && event.target.closest("#results, .filters, body")) voice.textContent = said.textContent;
  });
  document.addEventListener("htmx:responseError", () => {
    document.getElementById("announce").textContent = document.title;
  });

  // Filters that htmx wrote into the address go along to the page in another language.
  const keepFilters = () => document.querySelectorAll(".languages a").forEach((link) => { link.search = location.search; });
  document.addEventListener("htmx:pushedIntoHistory", keepFilters);
  document.addEventListener("htmx:replacedInHistory", keepFilters);

  // "How to cite it" opens what it points to.
  const unfold = () => { const box = location.hash === "#cite" && document.getElementById("cite"); if (box) box.open = true; };
  addEventListener("hashchange", unfold);
  unfold();

  // A long work is done: go where its outcome stands.
  const follow = document.querySelector("a[data-follow]");
  if (follow) location.replace(follow.href);

  const box = document.getElementById("q");
  if (!box) return;

  // Whoever speaks to the computer, or types by accident, can switch the single key off (WCAG 2.1.4).
  const isOff = () => { try { return localStorage.getItem("agenda-slash-off") === "1"; } catch { return false; } };
  const off = document.getElementById("slash-off");
  if (off) {
    off.closest("p").hidden = false;
    off.checked = isOff();
    off.addEventListener("change", () => { try { localStorage.setItem("agenda-slash-off", off.checked ? "1" : "0"); } catch { /* kept for this page only */ } });
  }
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key === "/" && !isOff() && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      box.focus();
      box.select();
    }
  });

  // Suggestions: a listbox that the arrow keys walk; Enter opens the one chosen, or searches.
  const list = document.createElement("ul");
  list.id = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", box.placeholder);
  list.hidden = true;
  box.after(list);
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-controls", list.id], ["aria-expanded", "false"]]) box.setAttribute(name, value);
  let chosen = -1;
  let asked = 0;
  const close = () => { list.hidden = true; chosen = -1; box.setAttribute("aria-expanded", "false"); box.removeAttribute("aria-activedescendant"); };
  const choose = (to) => {
    const options = [...list.children];
    chosen = (to + options.length + 1) % (options.length + 1);
    options.forEach((option, n) => option.setAttribute("aria-selected", String(n === chosen)));
    if (options[chosen]) box.setAttribute("aria-activedescendant", options[chosen].id);
    else box.removeAttribute("aria-activedescendant");
  };
  const show = (rows) => {
    list.replaceChildren(...rows.map((row, n) => {
      const option = document.createElement("li");
      option.id = `suggestion-${n}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.dataset.url = row.url;
      const kind = document.createElement("small");
      kind.textContent = ` ${row.kind}`;
      option.append(row.title, kind);
      option.addEventListener("pointerdown", (event) => { event.preventDefault(); location.assign(row.url); });
      return option;
    }));
    chosen = -1;
    list.hidden = !rows.length;
    box.setAttribute("aria-expanded", String(rows.length > 0));
  };
  box.addEventListener("input", gently(120, async () => {
    const mine = ++asked;
    const text = box.value.trim();
    if (!text) return close();
    try {
      const answer = await fetch(`${box.dataset.suggest}?q=${encodeURIComponent(text)}`);
      const { suggestions } = await answer.json();
      if (mine === asked && document.activeElement === box) show(suggestions);
    } catch { close(); }
  }));
  box.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Escape" && !list.hidden) { close(); event.preventDefault(); }
    if (list.hidden) return;
    if (event.key === "ArrowDown") { choose(chosen + 1); event.preventDefault(); }
    if (event.key === "ArrowUp") { choose(chosen < 0 ? list.children.length - 1 : chosen - 1); event.preventDefault(); }
    if (event.key === "Enter" && chosen >= 0 && list.children[chosen]) { event.preventDefault(); location.assign(list.children[chosen].dataset.url); }
  });
  box.addEventListener("blur", () => setTimeout(close, 150));
})();
