// The coding sheet's texts: passages shown before they count, sentences chosen by keyboard, selected words.
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

  // The passage proposed: the one that 1, 2 and e would take. It counts only once it stands marked on the screen.
  let proposed = null, cursor = null; // the cursor stays where a sentence was taken
  const propose = (span) => {
    cursor = span || cursor;
    texts.querySelectorAll(".proposed").forEach((s) => s.classList.remove("proposed"));
    proposed = span || null;
    if (!span) return;
    span.classList.add("proposed");
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
    const span = (box) => box && texts.querySelector(`.s[data-place="${CSS.escape(place(box))}"]`);
    propose(desk.chosen() ? null : span(offered) || spans()[0]);
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
    add(proposed.dataset.place, proposed.textContent);
    propose(null);
    return true;
  };
  desk.hasProposed = () => Boolean(proposed);
  desk.nextPassage = () => {
    const all = spans();
    if (!all.length) { say(gettext("No passage is suggested for this topic.")); return; }
    const next = (all.indexOf(proposed) + 1) % all.length;
    propose(all[next]);
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
})();
