// The coding sheet by keyboard and without reloading. Everything here also works as plain forms.
(() => {
  "use strict";
  const desk = window.desk;
  if (!desk) return;
  const { root, panel, form, topic, say } = desk;
  const find = (id) => document.getElementById(id);

  // Moving between topics. `moving` counts moves under way: what is pressed meanwhile is meant for no topic yet.
  let moving = 0, asked = 0;
  desk.go = async (code) => {
    if (!code) return;
    moving += 1;
    const number = (asked += 1);
    try {
      await desk.settled();
      const answer = await fetch(`?topic=${encodeURIComponent(code)}`, { headers: { Accept: "text/html" } });
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (number !== asked) return; // another topic was asked for meanwhile
      panel.replaceChildren(...fresh.getElementById("panel").children);
      find("topics").replaceChildren(...fresh.getElementById("topics").children);
      root.dataset.topic = code;
      history.replaceState(null, "", `?topic=${code}`);
      opened();
    } catch {
      say(gettext("The connection is lost: this topic stays open, and your work is kept."), true);
    } finally { moving -= 1; }
  };
  desk.mark = (at, answer) => {
    const link = document.querySelector(`#topics [data-code="${CSS.escape(at)}"]`);
    if (!link) return;
    link.toggleAttribute("data-done", answer.is_done);
    link.querySelector(".dot").className = `dot ${answer.is_done ? answer.outcome : "not_assessed"}`;
    progress();
  };
  const links = () => [...document.querySelectorAll("#topics a[data-code]")];
  const open = () => links().filter((link) => !("done" in link.dataset));
  const progress = () => {
    const all = links().length, left = open().length, line = find("progress");
    const key = Object.assign(document.createElement("kbd"), { textContent: "h" });
    const done = Object.assign(document.createElement("strong"), { textContent: gettext("All done: hand in") });
    if (left || !all) line.textContent = interpolate(gettext("%s of %s topics"), [all - left, all]);
    else line.replaceChildren(done, " ", key);
  };
  const opened = () => {
    progress();
    panel.scrollTop = 0;
    if (panel.getBoundingClientRect().top < 0) root.scrollIntoView(); // on a phone, where the page scrolls
    desk.restore();
    desk.openTexts();
    absence();
    desk.showLost();
  };
  // "Not mentioned" only with a complete official document ticked.
  const absence = () => {
    const complete = [...form().querySelectorAll("[data-complete]")].some((box) => box.checked);
    form().querySelector('[name="outcome"][value="not_raised"]').disabled = !complete;
  };

  const outcome = () => form().elements.outcome.value;
  const needsWords = () => ["raised", "partly_raised"].includes(outcome());
  const own = () => form().elements.own_quote.value.trim() || form().elements.own_paragraph.value.trim();
  const askForWords = () =>
    say(gettext("This outcome needs the words that prove it: select them in the text, press e, then the number again."), true);
  const choose = async (number) => {
    const radio = form().querySelectorAll('[name="outcome"]')[number - 1];
    if (!radio || radio.disabled) { say(gettext("“Not mentioned” needs a complete official document ticked. Use “No public record”.")); return; }
    if (number <= 2 && !desk.chosen() && !own() && desk.hasProposed() && !desk.takeProposed(number)) return;
    radio.checked = true;
    if (number > 2) desk.unchoose();
    await advance(document.getElementById("move-on").checked);
  };
  // Save what is chosen and open the next topic; an outcome that lacks its words stays and asks for them.
  const advance = async (moves = true) => {
    const following = form().dataset.following;
    const isOwn = Boolean(own()), lacks = needsWords() && !desk.chosen() && !isOwn;
    moving += 1;
    const isSaved = await desk.save(!isOwn).finally(() => { moving -= 1; });
    if (!isSaved) return;
    if (lacks) askForWords();
    else if (moves && following) desk.go(following);
    else if (isOwn) desk.go(topic());
    else if (moves && outcome()) atTheEnd();
  };
  // At the end of the list: how many are left and how to get to them; the line says by itself when none is.
  const atTheEnd = () => {
    const left = open().length;
    if (left) find("progress").textContent = interpolate(ngettext("%s topic without outcome: press o", "%s topics without outcome: press o", left), [left]);
  };
  const nextOpen = () => {
    const all = links(), at = all.findIndex((link) => link.dataset.code === topic());
    const next = [...all.slice(at + 1), ...all.slice(0, at)].find((link) => !("done" in link.dataset));
    if (next) desk.go(next.dataset.code);
    else say(gettext("Every topic has an outcome: press h to hand in."));
  };
  // The next choice of a list, as the arrow keys would choose it.
  const turn = (id) => {
    const list = find(id);
    list.selectedIndex = (list.selectedIndex + 1) % list.options.length;
    desk.save().then((saved) => saved && say(`${list.labels[0].textContent}: ${list.selectedOptions[0].textContent}`));
  };
  const handIn = () => {
    const button = find("hand-in");
    button.focus();
    say(button.disabled ? gettext("This meeting is handed in.") : gettext("Press Enter to hand this meeting in."));
  };

  const keys = {
    j: () => desk.go(form().dataset.following), k: () => desk.go(form().dataset.previous),
    1: () => choose(1), 2: () => choose(2), 3: () => choose(3), 4: () => choose(4),
    e: () => desk.use(), u: () => undo(), n: () => desk.nextPassage(),
    s: () => desk.nextSentence(1), w: () => desk.nextSentence(-1), o: nextOpen,
    d: () => turn("depth"), c: () => turn("confidence"), h: handIn,
    t: () => { const link = find("together"); if (link) link.click(); else say(gettext("Every topic without a suggestion has been coded.")); },
    "?": () => { const help = find("keys-help"); help.open = !help.open; help.querySelector("summary").focus(); },
  };
  const undo = async () => {
    await desk.settled();
    let answer;
    try { answer = await fetch(`${form().action}undo/`, { method: "POST", body: new URLSearchParams(new FormData(form())), headers: { Accept: "application/json" } }); }
    catch { say(gettext("The connection is lost: nothing was undone."), true); return; }
    const { said } = answer.ok ? await answer.json() : { said: gettext("Nothing was undone: reload the page and try again.") };
    await desk.go(topic());
    say(said);
  };
  // Words of a passage go to the codebook as a proposal; the sheet stays as it is.
  const propose = async (button) => {
    await desk.settled(); // else the answer to an earlier change is said over this one's
    let answer;
    try {
      const body = new URLSearchParams(new FormData(form(), button));
      answer = await fetch(button.formAction, { method: "POST", body, headers: { Accept: "application/json" } });
    } catch { say(gettext("The connection is lost: the words were not proposed."), true); return; }
    const told = (answer.headers.get("Content-Type") || "").includes("json") ? await answer.json() : {};
    say(told.said || told.problem || gettext("The words were not proposed: reload the page and try again."), !told.said);
    if (told.said) button.closest("details").remove();
  };
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === "Enter") {
      event.preventDefault();
      if (!moving) advance();
      return;
    }
    const writing = event.target.closest("textarea, select, input:not([type=checkbox]):not([type=radio])");
    if (event.ctrlKey || event.metaKey || event.altKey || writing || desk.areKeysOff()) return;
    if (!keys[event.key]) return;
    event.preventDefault();
    if (event.repeat && /[1-4eudc]/.test(event.key)) return; // a key held down judges once
    if (moving) { say(interpolate(gettext("“%s” was pressed before the topic was open: nothing was chosen. Press it again."), [event.key])); return; }
    keys[event.key]();
  });

  // A form's own controls save as they change; its buttons do without a reload.
  panel.addEventListener("change", (event) => {
    if (event.target.name === "examined") absence();
    if (event.target.name && event.target.closest("#judgement") && !event.target.closest(".teach")) {
      desk.save().then((saved) => saved && event.target.name === "outcome" && needsWords() && !desk.chosen() && askForWords());
    }
  });
  panel.addEventListener("input", (event) => {
    if (event.target.name === "note" || event.target.name.startsWith("own_")) desk.typed();
  });
  panel.addEventListener("submit", (event) => {
    event.preventDefault();
    const button = event.submitter ? event.submitter.name : "save";
    if (button === "undo") undo();
    else if (button === "teach") propose(event.submitter);
    else advance(button === "next");
  });
  desk.begin();
  const early = desk.early();
  const begin = async () => {
    opened();
    const isSentFirst = desk.waitsHere();
    if (isSentFirst) await desk.resume();
    early(); // after what an earlier page could not send
    if (!isSentFirst) desk.resume();
  };
  begin();
})();
