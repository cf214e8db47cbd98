// The adjudication by keyboard and without reloading. Everything here also works as plain forms.
(() => {
  "use strict";
  const desk = window.desk;
  if (!desk) return;
  const { root, panel, form, topic, say } = desk;
  const find = (id) => document.getElementById(id);
  let moving = 0, asked = 0;

  const shown = (fresh) => {
    for (const id of ["panel", "topics", "progress"]) find(id).replaceChildren(...fresh.getElementById(id).childNodes);
    for (const part of [".texts", ".settle"]) {
      document.querySelector(part).replaceChildren(...fresh.querySelector(part).childNodes);
    }
    root.dataset.topic = fresh.getElementById("rulings").dataset.topic;
  };
  desk.go = async (code) => {
    if (!code) return false;
    moving += 1;
    const number = (asked += 1);
    try {
      await desk.settled();
      const address = `?topic=${encodeURIComponent(code)}${root.dataset.suffix}`;
      const answer = await fetch(address, { headers: { Accept: "text/html" } });
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (number !== asked) return false; // another topic was asked for meanwhile
      if (!answer.ok || !fresh.getElementById("rulings")) { location.assign(address); return false; }
      shown(fresh);
      history.replaceState(null, "", address);
      opened();
      return true;
    } catch {
      say(gettext("The connection is lost: this topic stays open, and your work is kept."), true);
      return false;
    } finally { moving -= 1; }
  };
  const opened = () => {
    panel.scrollTop = 0;
    if (panel.getBoundingClientRect().top < 0) panel.scrollIntoView(); // on a phone, where the page scrolls
    if (!form()) return;
    desk.restore();
    desk.openTexts();
  };
  const links = () => [...document.querySelectorAll("#topics a[data-code]")];
  const step = (by) => {
    const all = links(), at = all.findIndex((link) => link.dataset.code === topic()) + by;
    if (all[at]) desk.go(all[at].dataset.code);
    else say(by > 0 ? gettext("This is the last topic.") : gettext("This is the first topic."));
  };
  const nextOpen = () => {
    const all = links(), at = all.findIndex((link) => link.dataset.code === topic());
    const next = [...all.slice(at + 1), ...all.slice(0, at)].find((link) => "open" in link.dataset);
    if (next) desk.go(next.dataset.code);
    else say(gettext("No other topic is disputed: press h to publish what is agreed."));
  };

  // On a cell that nobody disputes the ruling is folded away; keys open it before they choose anything.
  const isFolded = () => {
    const fold = find("otherwise");
    if (!fold || fold.open) return false;
    fold.open = true;
    say(gettext("Nobody disputes this topic. To rule otherwise, press the key again."));
    return true;
  };
  const choose = (number) => {
    if (isFolded()) return;
    const radio = form().querySelectorAll('[name="outcome"]')[number - 1];
    if (number <= 2 && !desk.chosen() && desk.hasProposed() && !desk.takeProposed(number)) return;
    radio.checked = true;
    if (number > 2) desk.unchoose();
    desk.save();
  };
  const adopt = (letter) => {
    const said = form().querySelector(`.codes [data-letter="${letter}"]`);
    if (!said) { say(interpolate(gettext("No coder is called %s here."), [letter])); return; }
    if (isFolded()) return;
    for (const radio of form().querySelectorAll('[name="outcome"]')) radio.checked = radio.value === said.dataset.outcome;
    form().elements.depth.value = said.dataset.depth;
    form().elements.is_excluded.checked = "excluded" in said.dataset;
    const boxes = [...form().querySelectorAll('[name="passage"], [name="paragraph_passage"]')];
    for (const box of boxes) box.checked = (box.closest("[data-letters]")?.dataset.letters || "").split(" ").includes(letter);
    desk.openTexts();
    desk.save().then((saved) => saved && say(interpolate(gettext("Chosen: %s. Press r for the reason, v to rule."), [letter])));
  };
  const into = (id) => { const field = find(id), fold = field.closest("details"); if (fold) fold.open = true; field.focus(); };
  const turn = (id) => {
    const list = find(id);
    list.closest("details").open = true;
    list.selectedIndex = (list.selectedIndex + 1) % list.options.length;
    desk.save().then((saved) => saved && say(`${list.labels[0].textContent}: ${list.selectedOptions[0].textContent}`));
  };

  // Post the form to `address`; what comes back is the topic to open next, or what is lacking.
  const post = async (address) => {
    await desk.settled();
    moving += 1;
    let response, answer;
    try {
      response = await fetch(address, { method: "POST", body: new URLSearchParams(new FormData(form())), headers: { Accept: "application/json" } });
      answer = (response.headers.get("Content-Type") || "").includes("json") ? await response.json() : null;
    } catch {
      say(gettext("The connection is lost: nothing was ruled. Your draft is kept."), true);
      return;
    } finally { moving -= 1; }
    if (!answer) { say(gettext("Nothing was ruled: reload the page and try again. Your draft is kept."), true); return; }
    if (!response.ok) { refused(answer.problem); return; }
    desk.given();
    if (await desk.go(answer.following)) say(answer.said);
  };
  const refused = (sentence) => {
    const line = find("problem") || Object.assign(document.createElement("p"), { id: "problem", className: "problem" });
    line.setAttribute("role", "alert");
    line.textContent = sentence;
    form().querySelector(".acts").before(line);
    say("");
    line.scrollIntoView({ block: "nearest" });
  };
  const rule = () => { if (!isFolded()) post(form().action); };
  const publish = () => {
    const button = find("hand-in").disabled ? find("publish-single") : find("hand-in");
    if (!button) { say(gettext("Nothing waits to be published.")); return; }
    button.focus();
    say(interpolate(gettext("Press Enter: %s"), [button.textContent.trim()]));
  };

  const keys = {
    a: () => adopt("A"), b: () => adopt("B"), c: () => adopt("C"),
    1: () => choose(1), 2: () => choose(2), 3: () => choose(3), 4: () => choose(4),
    n: () => desk.nextPassage(), s: () => desk.nextSentence(1), w: () => desk.nextSentence(-1), e: () => isFolded() || desk.use(),
    p: () => isFolded() || into("own-quote"), r: () => isFolded() || into("reason"), g: () => isFolded() || into("note-title"),
    d: () => isFolded() || turn("depth"), v: rule,
    j: () => step(1), k: () => step(-1), o: nextOpen, h: publish,
    "?": () => { const help = find("keys-help"); help.open = !help.open; help.querySelector("summary").focus(); },
  };
  document.addEventListener("keydown", (event) => {
    if (!form()) return;
    if ((event.ctrlKey || event.metaKey) && event.key === "Enter") {
      event.preventDefault();
      if (!moving) rule();
      return;
    }
    const writing = event.target.closest("textarea, select, input:not([type=checkbox]):not([type=radio])");
    if (event.key === "Escape" && writing && writing.closest("#ruling")) { writing.blur(); return; }
    if (event.ctrlKey || event.metaKey || event.altKey || writing || desk.areKeysOff()) return;
    if (!keys[event.key]) return;
    event.preventDefault();
    if (event.repeat && /[1-4abcev]/.test(event.key)) return; // a key held down judges once
    if (moving) { say(interpolate(gettext("“%s” was pressed before the topic was open: nothing was chosen. Press it again."), [event.key])); return; }
    keys[event.key]();
  });

  panel.addEventListener("change", (event) => { if (event.target.name && !moving) desk.save(); }); // a field that goes with its topic changes nothing
  panel.addEventListener("input", (event) => { if (event.target.matches("textarea, input:not([type=checkbox]):not([type=radio])")) desk.typed(); });
  panel.addEventListener("submit", (event) => {
    const button = event.submitter;
    event.preventDefault();
    if (button && button.name === "adopt") adopt(button.value);
    else if (button && button.name === "draft") desk.save();
    else post(button && button.name === "write" ? button.formAction : form().action);
  });
  desk.begin();
  const early = form() ? desk.early() : () => {};
  opened();
  early();
  desk.resume();
})();
