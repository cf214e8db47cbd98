// The coding sheet by keyboard and without reloading. Everything here also works as plain forms.
(() => {
  "use strict";
  const root = document.getElementById("coding");
  if (!root) return;
  const meeting = root.dataset.meeting;
  const panel = document.getElementById("panel");
  const KEYS = "agenda-keys-off";
  // Kept by user and meeting: several people may share a computer.
  const prefix = `agenda:${encodeURIComponent(root.dataset.user)}:${meeting}:`;
  const store = {
    key: (topic) => prefix + topic,
    put: (topic, change) => localStorage.setItem(store.key(topic), JSON.stringify(change)),
    take: (topic) => localStorage.removeItem(store.key(topic)),
    all: () => Object.keys(localStorage).filter((k) => k.startsWith(prefix)).map((k) => k.slice(prefix.length)),
    get: (topic) => JSON.parse(localStorage.getItem(store.key(topic)) || "null"),
  };
  const form = () => document.getElementById("judgement");
  const topic = () => root.dataset.topic;
  const say = (text, lost = false) => {
    const status = document.getElementById("status");
    if (status) { status.textContent = text; status.classList.toggle("lost", lost); }
  };

  // Saving: one change at a time, kept here until the server has it.
  let sending = Promise.resolve(true);
  let typing = 0; // a timer while words are being typed
  const save = () => {
    clearTimeout(typing);
    typing = 0;
    const data = new FormData(form());
    const change = { url: form().action, id: crypto.randomUUID ? crypto.randomUUID() : `${Date.now()}-${Math.random()}` };
    data.set("change_id", change.id);
    change.body = new URLSearchParams(data).toString();
    const at = topic();
    store.put(at, change);
    say(gettext("Saving …"));
    sending = sending.then(() => send(at));
    return sending;
  };
  const send = async (at) => {
    const change = store.get(at);
    if (!change) return true;
    const body = new URLSearchParams(change.body);
    const here = at === topic() && form();
    if (here) body.set("version", form().elements.version.value);
    body.set("csrfmiddlewaretoken", form().elements.csrfmiddlewaretoken.value); // a new one after signing in again
    let response;
    try {
      response = await fetch(change.url, { method: "POST", body, headers: { Accept: "application/json" } });
    } catch {
      say(gettext("Not saved: the connection is lost. Your work is kept on this computer and will be sent again."), true);
      return false;
    }
    const answer = (response.headers.get("Content-Type") || "").includes("json") ? await response.json() : {};
    if (!answer.version && !answer.problems) { // a sign-in page or an error page, not an answer to this change
      say(gettext("Not saved: sign in again in another window and come back. Your work is kept on this computer."), true);
      return false;
    }
    const kept = store.get(at);
    if (kept && kept.id === change.id) store.take(at);
    if (response.ok) {
      if (here) form().elements.version.value = answer.version;
      mark(at, answer.outcome);
      say(gettext("Saved."));
      return true;
    }
    if (response.status === 409) {
      const key = lostKey(at);
      localStorage.setItem(key, JSON.stringify({ change, answer })); // until somebody has chosen, a reload included
      if (!here) { sayLost(at); return true; }
      const drop = () => localStorage.removeItem(key);
      conflict(answer, () => { drop(); form().elements.version.value = answer.version; save(); }, drop);
      return false;
    }
    say(interpolate(gettext("Not saved: %s"), [Object.values(answer.problems).join(" ")]), true);
    return false;
  };
  const lostKey = (at) => `lost-${store.key(at)}`;
  const sayLost = (at) =>
    say(interpolate(gettext("Not saved: “%s” was saved in another window meanwhile. Your version is kept: open that topic to choose."), [at]), true);
  const sayAllLost = () =>
    Object.keys(localStorage).filter((k) => k.startsWith(lostKey(""))).forEach((k) => sayLost(k.slice(lostKey("").length)));
  // A change met by a newer one from elsewhere: shown when its topic is opened.
  const showLost = () => {
    const at = topic(), key = lostKey(at), lost = JSON.parse(localStorage.getItem(key) || "null");
    if (!lost) return;
    conflict(lost.answer, () => {
      const body = new URLSearchParams(lost.change.body);
      body.set("version", form().elements.version.value);
      localStorage.removeItem(key);
      store.put(at, { ...lost.change, body: body.toString() });
      sending = sending.then(() => send(at));
      sending.then(() => go(at)); // not part of `sending`, which go() waits for
    }, () => localStorage.removeItem(key));
  };
  const conflict = (answer, keep, drop = () => {}) => {
    const box = document.createElement("div");
    box.className = "note warn";
    box.setAttribute("role", "alert");
    const words = document.createElement("p");
    words.textContent = `${answer.conflict} Stored now: ${answer.theirs.outcome || "no outcome"}, ` +
      `${answer.theirs.passages} passage(s)${answer.theirs.note ? `, note “${answer.theirs.note}”` : ""}.`;
    const mine = document.createElement("button");
    mine.type = "button"; mine.textContent = gettext("Save mine over it");
    mine.addEventListener("click", () => { box.remove(); keep(); });
    const theirs = document.createElement("button");
    theirs.type = "button"; theirs.textContent = gettext("Take the stored one");
    theirs.addEventListener("click", () => { drop(); go(topic()); });
    box.append(words, mine, " ", theirs);
    panel.prepend(box);
    say(gettext("Not saved: both versions are shown above."), true);
  };
  const flush = async () => { for (const at of store.all()) if (!(await send(at))) return; };
  window.addEventListener("online", flush);
  setInterval(() => { if (store.all().length) sending = sending.then(flush); }, 4000);

  // Moving between topics.
  const go = async (code) => {
    if (!code) return;
    if (typing) save();
    await sending;
    let page;
    try { page = await (await fetch(`?topic=${encodeURIComponent(code)}`, { headers: { Accept: "text/html" } })).text(); }
    catch { say(gettext("The connection is lost: this topic stays open, and your work is kept."), true); return; }
    const fresh = new DOMParser().parseFromString(page, "text/html");
    panel.replaceChildren(...fresh.getElementById("panel").children);
    document.getElementById("topics").replaceChildren(...fresh.getElementById("topics").children);
    root.dataset.topic = code;
    history.replaceState(null, "", `?topic=${code}`);
    opened();
  };
  const mark = (at, outcome) => {
    const link = document.querySelector(`#topics [data-code="${CSS.escape(at)}"]`);
    if (link && outcome) link.dataset.outcome = outcome;
  };
  const sentences = () => [...root.querySelectorAll(".texts .s")].filter((s) => s.dataset.topics.split(" ").includes(topic()));
  let passage = -1;
  const show = (sentence) => sentence && sentence.scrollIntoView({ block: "center" });
  const opened = () => {
    passage = -1;
    root.querySelectorAll(".texts .hit").forEach((s) => s.classList.remove("hit"));
    sentences().forEach((s) => s.classList.add("hit"));
    const offered = panel.querySelector('.passages small a[href^="#s-"]');
    show(offered ? document.getElementById(offered.hash.slice(1)) : sentences()[0]);
    absence();
    showLost();
  };
  // "Not mentioned" only with a complete official document ticked.
  const absence = () => {
    const complete = [...form().querySelectorAll("[data-complete]")].some((box) => box.checked);
    form().querySelector('[name="outcome"][value="not_raised"]').disabled = !complete;
  };

  // Evidence.
  const boxes = () => [...form().querySelectorAll('[name="passage"]')];
  const add = (value, quote) => {
    const known = boxes().find((box) => box.value.split(":").slice(0, 3).join() === value.split(":").slice(0, 3).join());
    if (known) { known.checked = true; return; }
    const label = document.createElement("label");
    const box = Object.assign(document.createElement("input"), { type: "checkbox", name: "passage", value, checked: true });
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
    return quote.trim() ? { value: `${start.dataset.document}:${from}:${from + points(quote)}:full`, quote } : null;
  };
  const use = () => {
    const own = selected();
    if (own) { add(own.value, own.quote); window.getSelection().removeAllRanges(); }
    else {
      const at = passage >= 0 ? sentences()[passage] : null;
      const box = at ? boxes().find((b) => `s-${b.value.split(":").slice(0, 2).join("-")}` === at.id) : boxes().find((b) => !b.checked);
      if (!box) { say(gettext("There is no passage to use: select the words in the text first.")); return; }
      box.checked = true;
    }
    save();
  };
  root.querySelector(".texts").addEventListener("mouseup", () => {
    if (selected()) say(gettext("Press e, or “Use the selected words”, to make it evidence."));
  });

  const choose = async (number) => {
    const radio = form().querySelectorAll('[name="outcome"]')[number - 1];
    if (!radio || radio.disabled) { say(gettext("“Not mentioned” needs a complete official document ticked. Use “No public record”.")); return; }
    radio.checked = true;
    if (number <= 2 && !boxes().some((box) => box.checked) && boxes()[0]) boxes()[0].checked = true;
    if (number > 2) boxes().forEach((box) => { box.checked = false; });
    const following = form().dataset.following;
    if (await save() && moveOn()) go(following);
  };
  const moveOn = () => document.getElementById("move-on").checked;
  const keys = {
    j: () => go(form().dataset.following), k: () => go(form().dataset.previous),
    1: () => choose(1), 2: () => choose(2), 3: () => choose(3), 4: () => choose(4),
    e: use, u: () => undo(),
    n: () => { const all = sentences(); if (all.length) { passage = (passage + 1) % all.length; show(all[passage]); say(interpolate(gettext("Passage %s of %s"), [passage + 1, all.length])); } },
    "?": () => { const help = document.getElementById("keys-help"); help.open = !help.open; help.querySelector("summary").focus(); },
  };
  const undo = async () => {
    await sending;
    try { await fetch(`${form().action}undo/`, { method: "POST", body: new URLSearchParams(new FormData(form())), headers: { Accept: "application/json" } }); }
    catch { say(gettext("The connection is lost: nothing was undone."), true); return; }
    await go(topic());
    say(gettext("Undone."));
  };
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === "Enter") {
      event.preventDefault();
      const following = form().dataset.following;
      save().then((saved) => saved && go(following));
      return;
    }
    const writing = event.target.closest("textarea, select, input:not([type=checkbox]):not([type=radio])");
    if (event.ctrlKey || event.metaKey || event.altKey || writing || localStorage.getItem(KEYS)) return;
    if (keys[event.key]) { event.preventDefault(); keys[event.key](); }
  });

  // A form's own controls save as they change; its buttons do without a reload.
  panel.addEventListener("change", (event) => {
    if (event.target.name === "examined") absence();
    if (event.target.name && event.target.closest("#judgement") && !event.target.name.startsWith("own_")) save();
  });
  panel.addEventListener("input", (event) => {
    if (event.target.name !== "note") return;
    clearTimeout(typing);
    typing = setTimeout(save, 1500);
  });
  panel.addEventListener("submit", (event) => {
    const own = form().elements.own_quote.value || form().elements.own_paragraph.value;
    if (own) return; // the server finds typed words in the text: let the page reload
    event.preventDefault();
    const button = event.submitter ? event.submitter.name : "save";
    const following = form().dataset.following;
    if (button === "undo") undo();
    else save().then((saved) => saved && button === "next" && go(following));
  });
  document.getElementById("topics").addEventListener("click", (event) => {
    const link = event.target.closest("a[data-code]");
    if (link) { event.preventDefault(); go(link.dataset.code); }
  });
  const tools = document.getElementById("tools");
  tools.hidden = false;
  document.getElementById("use-selection").addEventListener("mousedown", (event) => event.preventDefault());
  document.getElementById("use-selection").addEventListener("click", use);
  const off = document.getElementById("keys-off");
  off.checked = Boolean(localStorage.getItem(KEYS));
  off.addEventListener("change", () => off.checked ? localStorage.setItem(KEYS, "1") : localStorage.removeItem(KEYS));
  opened();
  sayAllLost();
  flush();
})();
