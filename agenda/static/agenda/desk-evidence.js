// The desk's texts: passages shown before they count, sentences chosen by keyboard, selected words.
(() => {
  "use strict";
  const desk = window.desk;
  if (!desk) return;
  const { root, form, say } = desk;
  const texts = root.querySelector(".texts");
  const boxes = () => [...form().querySelectorAll('[name="passage"]')];
  const place = (box) => box.value.split(":").slice(0, 3).join(":");
  const spans = () => [...texts.querySelectorAll(".s")].filter((s) => s.dataset.topics.split(" ").includes(desk.topic()));
  desk.chosen = () => [...form().querySelectorAll('[name="passage"], [name="paragraph_passage"]')].some((box) => box.checked);
  desk.unchoose = () => form().querySelectorAll('[name="passage"], [name="paragraph_passage"]').forEach((box) => { box.checked = false; });

  // Where a passage stands in the texts: its own span, or the marks that quoted words were cut into.
  const parts = (where) => [...texts.querySelectorAll(`.s[data-place="${CSS.escape(where)}"], .coded[data-in~="${CSS.escape(where)}"]`)];
  // What n steps through: the open topic's suggestions and what its coders quoted, in the texts' order.
  const candidates = () => {
    const found = new Map(spans().map((span) => [span.dataset.place, span]));
    for (const mark of texts.querySelectorAll(".coded")) {
      for (const where of mark.dataset.in.split(" ")) if (!found.has(where)) found.set(where, mark);
    }
    const after = (one, other) => one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1;
    return [...found].map(([where, span]) => ({ where, span })).sort((one, other) => after(one.span, other.span));
  };

  // The passage proposed: the one that 1, 2 and e would take. It counts only once it stands marked on the screen.
  let proposed = null, proposedPlace = "", cursor = null; // the cursor stays where a sentence was taken
  const propose = (span, where = span && span.dataset.place) => {
    cursor = (span && (span.closest(".t") || span)) || cursor;
    texts.querySelectorAll(".proposed").forEach((s) => s.classList.remove("proposed"));
    proposed = span || null;
    proposedPlace = where || "";
    if (!span) return;
    [span, ...parts(proposedPlace)].forEach((s) => s.classList.add("proposed"));
    bring(span);
  };
  // Scroll the texts, not the page, so that the passage stands in their middle.
  const bring = (span) => {
    const box = span.getBoundingClientRect(), frame = texts.getBoundingClientRect();
    texts.scrollTop += (box.top + box.bottom - frame.top - frame.bottom) / 2;
  };
  const isSeen = (span) => {
    const inside = (box, frame) => box.top >= frame.top && box.top < frame.bottom && box.bottom > frame.top;
    const window_ = { top: 0, bottom: window.innerHeight };
    const box = span.getBoundingClientRect();
    return inside(box, window_) && inside(box, texts.getBoundingClientRect());
  };
  desk.openTexts = () => {
    cursor = null;
    texts.querySelectorAll(".hit").forEach((s) => s.classList.remove("hit"));
    spans().forEach((s) => s.classList.add("hit"));
    const offered = boxes().find((box) => !box.checked);
    const taken = boxes().find((box) => box.checked);
    const span = (box) => box && parts(place(box))[0];
    const first = span(offered) ? { span: span(offered), where: place(offered) } : candidates()[0] || {};
    if (desk.chosen()) propose(null);
    else propose(first.span, first.where);
    if (desk.chosen() && span(taken)) bring(span(taken));
  };
  // Tick the proposed passage if the coder has it before their eyes; otherwise bring it there and say so.
  desk.takeProposed = (key) => {
    if (!proposed) return false;
    if (!isSeen(proposed)) {
      bring(proposed);
      if (!isSeen(proposed)) texts.scrollIntoView({ block: "nearest" });
      say(interpolate(gettext("Is this the passage? Press %s again to take it, n for the next one."), [key]));
      return false;
    }
    add(proposedPlace, proposed.textContent); // a coder's mark, cut or not, has its box already
    propose(null);
    return true;
  };
  desk.hasProposed = () => Boolean(proposed);
  desk.nextPassage = () => {
    const all = candidates();
    if (!all.length) { say(gettext("No passage is suggested for this topic.")); return; }
    const next = (all.findIndex((one) => one.span === proposed && one.where === proposedPlace) + 1) % all.length;
    propose(all[next].span, all[next].where);
    say(interpolate(gettext("Passage %s of %s"), [next + 1, all.length]));
  };

  desk.nextSentence = (step) => {
    const all = [...texts.querySelectorAll(".t")];
    if (!all.length) { say(gettext("There is no text here: give the paragraph's number under “Another passage”.")); return; }
    const at = cursor ? all.indexOf(cursor) + step : step > 0 ? all.findIndex(isSeen) : all.length - 1;
    propose(all[Math.max(0, Math.min(all.length - 1, at))]);
    say(desk.chosen() ? gettext("e takes this sentence too.") : gettext("e takes this sentence; 1 and 2 take it with the outcome."));
  };

  // Evidence is a box in the form: the known one ticked, or a new one.
  const add = (where, quote) => {
    const known = boxes().find((box) => place(box) === where);
    if (known) { known.checked = true; return; }
    const label = document.createElement("label");
    const box = Object.assign(document.createElement("input"), { type: "checkbox", name: "passage", value: `${where}:full`, checked: true });
    const words = document.createElement("q");
    words.textContent = quote;
    label.append(box, " ", words);
    form().querySelector(".passages legend").after(label);
    teach(label, where, quote);
  };
  // A passage of one's own offers its words for the topic, where the page has the form for it.
  const teach = (label, where, quote) => {
    const model = document.getElementById("teach");
    if (!model) return;
    const made = model.content.cloneNode(true);
    for (const field of made.querySelectorAll("input")) field.name += where;
    made.querySelector("input").value = quote;
    made.querySelector("button").value = where;
    label.after(made);
  };
  // The words at a place of the texts; "" where the page does not show them.
  const quoteAt = (where) => {
    const [name, start, end] = where.split(":");
    for (const para of texts.querySelectorAll(`.para[data-document="${CSS.escape(name)}"]`)) {
      const all = Array.from(para.querySelector(".words").textContent), from = Number(start) - Number(para.dataset.start);
      if (from >= 0 && from < all.length) return all.slice(from, Number(end) - Number(para.dataset.start)).join("");
    }
    return "";
  };
  // Fill the form with what was kept of it on this computer (URLSearchParams): choices, ticks and words.
  desk.fill = (kept) => {
    const lists = ["passage", "paragraph_passage", "examined", "cites"];
    const known = new Set(boxes().map(place));
    for (const where of kept.getAll("passage").map((value) => place({ value }))) {
      const quote = known.has(where) ? "" : quoteAt(where);
      if (quote) add(where, quote);
    }
    for (const field of form().elements) {
      if (!field.name || field.type === "hidden" || field.type === "submit" || field.closest(".teach")) continue;
      if (field.type === "radio") field.checked = kept.get(field.name) === field.value;
      else if (lists.includes(field.name)) field.checked = kept.getAll(field.name).includes(field.value);
      else if (field.type === "checkbox") field.checked = kept.has(field.name);
      else if (kept.has(field.name)) field.value = kept.get(field.name);
    }
  };
  const points = (text) => Array.from(text).length; // the server counts code points, the browser UTF-16 units
  const selected = () => {
    const selection = window.getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    const start = range.startContainer.parentElement.closest(".para");
    if (!start || start !== range.endContainer.parentElement.closest(".para") || !root.contains(start)) return null;
    const before = document.createRange();
    before.selectNodeContents(start.querySelector(".words"));
    before.setEnd(range.startContainer, range.startOffset);
    const quote = range.toString();
    const from = Number(start.dataset.start) + points(before.toString());
    return quote.trim() ? { where: `${start.dataset.document}:${from}:${from + points(quote)}`, quote } : null;
  };
  desk.use = () => {
    const own = selected();
    if (own) { add(own.where, own.quote); window.getSelection().removeAllRanges(); propose(null); desk.save(); return; }
    if (!proposed) { say(gettext("There is no passage to use: select the words in the text first.")); return; }
    if (desk.takeProposed("e")) desk.save();
  };
  texts.addEventListener("mouseup", () => {
    if (selected()) say(gettext("Press e, or “Use the selected words”, to make it evidence."));
  });
  const button = document.getElementById("use-selection");
  button.addEventListener("mousedown", (event) => event.preventDefault());
  button.addEventListener("click", desk.use);

  // What was chosen or typed while the script was still on its way: read at once, entered like anything later by
  // the function returned. The outcome, which may ask for words, comes last.
  const isBox = (type) => ["radio", "checkbox"].includes(type);
  const isChanged = {
    radio: (field) => field.checked && !field.defaultChecked,
    checkbox: (field) => field.checked !== field.defaultChecked,
    "select-one": (field) => field.selectedIndex !== Math.max(0, [...field.options].findIndex((option) => option.defaultSelected)),
    text: (field) => field.value !== field.defaultValue,
    textarea: (field) => field.value !== field.defaultValue,
  };
  const enter = ({ name, type, value, checked }) => {
    const field = [...form().elements].find((one) => one.name === name && (!isBox(type) || one.value === value));
    if (!field) return;
    if (isBox(type)) field.checked = checked;
    else field.value = value;
    field.dispatchEvent(new Event(type.startsWith("text") ? "input" : "change", { bubbles: true }));
  };
  desk.early = () => {
    const changed = [...form().elements]
      .filter((field) => field.name && !field.closest(".teach") && isChanged[field.type]?.(field))
      .map(({ name, type, value, checked }) => ({ name, type, value, checked }));
    return () => changed.reverse().forEach(enter);
  };

  // What the coding sheet and the adjudication have in common besides: the topics' links, and the switch of the single keys.
  const KEYS = "agenda-keys-off";
  desk.areKeysOff = () => Boolean(localStorage.getItem(KEYS));
  desk.begin = () => {
    document.getElementById("topics").addEventListener("click", (event) => {
      const link = event.target.closest("a[data-code]");
      if (link) { event.preventDefault(); desk.go(link.dataset.code); }
    });
    document.getElementById("tools").hidden = false;
    const off = document.getElementById("keys-off");
    off.checked = desk.areKeysOff();
    off.addEventListener("change", () => off.checked ? localStorage.setItem(KEYS, "1") : localStorage.removeItem(KEYS));
  };
})();
