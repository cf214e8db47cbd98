// The coding sheet's changes: kept on this computer from the first letter until the server has them, sent one at a time.
(() => {
  "use strict";
  const root = document.getElementById("coding");
  if (!root) return;
  const panel = document.getElementById("panel");
  const desk = (window.desk = { root, panel });
  const PAGE = `${Date.now()}-${Math.random()}`; // this load of the page: only its own changes share its version
  const PAUSE = 700; // milliseconds without a letter until typed words are sent
  const MOST = 8; // changes named as the ones that a change was made upon
  // Kept by user and meeting: several people may share a computer.
  const prefix = `agenda:${encodeURIComponent(root.dataset.user)}:${root.dataset.meeting}:`;
  const read = (key) => JSON.parse(localStorage.getItem(key) || "null");
  const store = {
    key: (topic) => prefix + topic,
    put: (topic, change) => localStorage.setItem(store.key(topic), JSON.stringify(change)),
    take: (topic) => localStorage.removeItem(store.key(topic)),
    get: (topic) => read(store.key(topic)),
    all: () => Object.keys(localStorage).filter((k) => k.startsWith(prefix)).map((k) => k.slice(prefix.length)),
    waiting: () => store.all().filter((topic) => !store.get(topic).refused),
  };
  const form = (desk.form = () => document.getElementById("judgement"));
  const topic = (desk.topic = () => root.dataset.topic);
  const say = (desk.say = (text, lost = false) => {
    const status = document.getElementById("status");
    if (status) { status.textContent = text; status.classList.toggle("lost", lost); }
  });

  let sending = Promise.resolve(true);
  let typing = 0; // a timer while words are being typed
  let edited = false; // was the open form changed since it was opened?
  const made = {}; // by topic: the changes that this page made of it, the last one last
  // Keep the form as it stands; `typed` leaves words of one's own as typed, else they become evidence.
  const keep = (typed = true) => {
    const at = topic(), data = new FormData(form());
    edited = true;
    const id = window.crypto.randomUUID ? crypto.randomUUID() : `${Date.now()}-${Math.random()}`.slice(0, 40);
    data.set("change_id", id);
    if (typed) data.set("typing", "1");
    data.set("follows", (made[at] || []).join(" "));
    made[at] = [...(made[at] || []), id].slice(-MOST);
    store.put(at, { url: form().action, id, page: PAGE, body: new URLSearchParams(data).toString() });
    return at;
  };
  desk.typed = () => {
    keep();
    say(gettext("Saving …"));
    clearTimeout(typing);
    typing = setTimeout(() => desk.save(), PAUSE);
  };
  desk.save = (typed = true) => {
    clearTimeout(typing);
    typing = 0;
    const at = keep(typed);
    say(gettext("Saving …"));
    sending = sending.then(() => send(at));
    return sending;
  };
  desk.settled = async () => { if (typing) desk.save(); return sending; };
  const request = (change, at) => {
    const body = new URLSearchParams(change.body);
    if (change.page === PAGE && at === topic() && form()) body.set("version", form().elements.version.value);
    const token = document.querySelector('[name="csrfmiddlewaretoken"]'); // a new one after signing in again
    if (token) body.set("csrfmiddlewaretoken", token.value);
    return { method: "POST", body, headers: { Accept: "application/json" } };
  };
  const send = async (at) => {
    const change = store.get(at);
    if (!change) return true;
    if (change.refused) return false; // said when it was refused
    let response;
    try { response = await fetch(change.url, request(change, at)); }
    catch {
      say(gettext("Not saved: the connection is lost. Your work is kept on this computer and will be sent again."), true);
      return false;
    }
    const answer = (response.headers.get("Content-Type") || "").includes("json") ? await response.json() : {};
    if (!answer.version && !answer.problems) { // a sign-in page or an error page, not an answer to this change
      say(gettext("Not saved: sign in again in another window and come back. Your work is kept on this computer."), true);
      return false;
    }
    return answered(at, change, response, answer);
  };
  const answered = (at, change, response, answer) => {
    const kept = store.get(at), here = at === topic() && form();
    const isLast = kept && kept.id === change.id;
    if (response.ok) {
      if (isLast) store.take(at);
      if (here && change.page === PAGE) form().elements.version.value = answer.version;
      desk.mark(at, answer);
      say(isLast || !kept ? gettext("Saved.") : gettext("Saving …"));
      return true;
    }
    if (response.status === 409) {
      if (isLast) store.take(at);
      return metByAnother(at, change, answer);
    }
    if (isLast) store.put(at, { ...change, refused: true }); // its words come back when the topic is opened
    say(interpolate(gettext("Not saved: %s"), [Object.values(answer.problems).join(" ")]), true);
    return false;
  };

  // A change met by a newer one from another window: both are shown, nothing is overwritten.
  const lostKey = (at) => `lost-${store.key(at)}`;
  const metByAnother = (at, change, answer) => {
    const key = lostKey(at);
    localStorage.setItem(key, JSON.stringify({ change, answer })); // until somebody has chosen, a reload included
    if (at !== topic() || !form()) { sayLost(at); return true; }
    const drop = () => localStorage.removeItem(key);
    conflict(answer, () => { drop(); form().elements.version.value = answer.version; desk.save(); }, drop);
    return false;
  };
  const sayLost = (at) =>
    say(interpolate(gettext("Not saved: “%s” was saved in another window meanwhile. Your version is kept: open that topic to choose."), [at]), true);
  const sayAllLost = () =>
    Object.keys(localStorage).filter((k) => k.startsWith(lostKey(""))).forEach((k) => sayLost(k.slice(lostKey("").length)));
  desk.showLost = () => {
    const at = topic(), key = lostKey(at), lost = read(key);
    if (!lost) return;
    conflict(lost.answer, () => {
      if (edited) { localStorage.removeItem(key); desk.save(); return; } // what was changed since is newer
      const body = new URLSearchParams(lost.change.body);
      body.set("version", form().elements.version.value);
      localStorage.removeItem(key);
      store.put(at, { ...lost.change, page: PAGE, body: body.toString() });
      sending = sending.then(() => send(at));
      sending.then(() => desk.go(at)); // not part of `sending`, which go() waits for
    }, () => localStorage.removeItem(key));
  };
  const conflict = (answer, keepMine, drop) => {
    const box = document.createElement("div");
    panel.querySelectorAll(".conflict").forEach((earlier) => earlier.remove());
    box.className = "note warn conflict";
    box.setAttribute("role", "alert");
    const words = document.createElement("p");
    words.textContent = `${answer.conflict} Stored now: ${answer.theirs.outcome || "no outcome"}, ` +
      `${answer.theirs.passages} passage(s)${answer.theirs.note ? `, note “${answer.theirs.note}”` : ""}.`;
    const button = (label, act) => {
      const made = Object.assign(document.createElement("button"), { type: "button", textContent: label });
      made.addEventListener("click", act);
      return made;
    };
    const mine = button(gettext("Save mine over it"), () => { box.remove(); keepMine(); });
    const theirs = button(gettext("Take the stored one"), () => { drop(); desk.go(topic()); });
    box.append(words, mine, " ", theirs);
    panel.prepend(box);
    say(gettext("Not saved: both versions are shown above."), true);
  };

  // What was chosen or typed and has not reached the server comes back into the form.
  desk.restore = () => {
    edited = false;
    const change = store.get(topic());
    if (!change || !form()) return;
    desk.fill(new URLSearchParams(change.body));
    const own = form().elements.own_quote;
    if (own.value || form().elements.own_paragraph.value) own.closest("details").open = true;
    if (change.refused) say(gettext("Your words are kept on this computer; they are not saved yet."), true);
  };
  const flush = async () => { for (const at of store.waiting()) if (!(await send(at))) return false; return true; };
  window.addEventListener("online", () => { sending = sending.then(flush); });
  setInterval(() => { if (store.waiting().length && !typing) sending = sending.then(flush); }, 4000);
  // Leaving: send what has not been sent; the request outlives the page, and the copy kept here is sent again.
  const leave = () => store.waiting().forEach((at) => {
    const change = store.get(at);
    fetch(change.url, { ...request(change, at), keepalive: true }).catch(() => {});
  });
  window.addEventListener("pagehide", leave);
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") leave(); });
  // At the start: what an earlier page could not send is sent, and the open topic shown as stored.
  const isOfEarlierPage = (change) => Boolean(change) && !change.refused && change.page !== PAGE;
  desk.waitsHere = () => isOfEarlierPage(store.get(topic()));
  desk.resume = async () => {
    const isHere = desk.waitsHere();
    sayAllLost();
    sending = sending.then(flush);
    if (isHere && await sending) { await desk.go(topic()); say(gettext("Saved.")); }
  };
})();
