// Rulings are drafts from the first letter: kept on this computer at once, and on the server after a pause.
(() => {
  "use strict";
  const root = document.getElementById("rulings");
  if (!root) return;
  const PAUSE = 700; // milliseconds without a letter until typed words are sent
  const desk = (window.desk = { root, panel: document.getElementById("panel") });
  const form = (desk.form = () => document.getElementById("ruling"));
  desk.topic = () => root.dataset.topic;
  const say = (desk.say = (text, lost = false) => {
    const status = document.getElementById("status");
    status.textContent = text;
    status.classList.toggle("lost", lost);
  });
  const prefix = `agenda-ruling:${encodeURIComponent(root.dataset.user)}:`; // several people may share a computer
  const read = (address) => localStorage.getItem(prefix + address);
  const waiting = () => Object.keys(localStorage).filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length));
  const here = () => form() && form().dataset.keep;
  let typing = 0; // a timer while words are being typed
  let sending = Promise.resolve(true);
  const keep = () => {
    const data = new FormData(form());
    data.delete("csrfmiddlewaretoken");
    data.delete("seen"); // a draft that waited does not know what was published meanwhile
    localStorage.setItem(prefix + here(), new URLSearchParams(data).toString());
  };
  const request = (kept) => {
    const body = new URLSearchParams(kept);
    body.set("csrfmiddlewaretoken", document.querySelector('[name="csrfmiddlewaretoken"]').value);
    return { method: "POST", body, headers: { Accept: "application/json" } };
  };
  const send = async (address) => {
    const kept = read(address);
    if (kept === null) return true;
    let response;
    try { response = await fetch(address, request(kept)); }
    catch {
      say(gettext("Not saved: the connection is lost. Your work is kept on this computer and will be sent again."), true);
      return false;
    }
    if (response.redirected || !(response.headers.get("Content-Type") || "").includes("json")) {
      say(gettext("Not saved: sign in again in another window and come back. Your work is kept on this computer."), true);
      return false;
    }
    const answer = await response.json();
    if (read(address) === kept) localStorage.removeItem(prefix + address);
    say(response.ok ? gettext("Draft saved.") : answer.problem, !response.ok);
    return response.ok;
  };
  const flush = async () => { for (const address of waiting()) if (!(await send(address))) return false; return true; };
  desk.save = () => {
    clearTimeout(typing);
    typing = 0;
    keep();
    say(gettext("Saving …"));
    sending = sending.then(flush);
    return sending;
  };
  desk.typed = () => {
    keep();
    say(gettext("Saving …"));
    clearTimeout(typing);
    typing = setTimeout(desk.save, PAUSE);
  };
  desk.settled = () => (typing ? desk.save() : sending);
  desk.resume = () => { if (waiting().length && !typing) sending = sending.then(flush); }; // what an earlier page could not send
  desk.given = () => { clearTimeout(typing); typing = 0; localStorage.removeItem(prefix + here()); };
  // What was typed and has not reached the server comes back into the form.
  desk.restore = () => {
    const kept = here() && read(here());
    if (kept) desk.fill(new URLSearchParams(kept));
  };
  const leave = () => waiting().forEach((address) => fetch(address, { ...request(read(address)), keepalive: true }).catch(() => {}));
  window.addEventListener("pagehide", leave);
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") leave(); });
  window.addEventListener("online", () => { sending = sending.then(flush); });
  setInterval(desk.resume, 4000);
})();
