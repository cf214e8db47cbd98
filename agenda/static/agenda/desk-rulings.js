// Rulings are drafts from the first letter: kept on this computer at once, and on the server after a pause.
(() => {
  "use strict";
  const PAUSE = 700; // milliseconds without a letter until typed words are sent
  const forms = [...document.querySelectorAll("form[data-keep]")];
  if (!forms.length) return;
  const key = (form) => `agenda-ruling:${encodeURIComponent(document.getElementById("rulings").dataset.user)}:${form.dataset.keep}`;
  const timers = new Map();
  const request = (form) => ({ method: "POST", body: new URLSearchParams(new FormData(form)), headers: { Accept: "application/json" } });
  const say = (form, text, lost = false) => {
    const status = form.querySelector(".kept");
    status.textContent = text;
    status.classList.toggle("lost", lost);
  };
  const keep = (form) => {
    const data = new FormData(form);
    data.delete("csrfmiddlewaretoken");
    localStorage.setItem(key(form), JSON.stringify({ body: new URLSearchParams(data).toString() }));
    clearTimeout(timers.get(form));
    timers.set(form, setTimeout(() => send(form), PAUSE));
  };
  const send = async (form) => {
    const kept = localStorage.getItem(key(form));
    if (!kept) return;
    try {
      const response = await fetch(form.dataset.keep, request(form));
      if (!response.ok || response.redirected) throw new Error(response.status);
      if (localStorage.getItem(key(form)) === kept) localStorage.removeItem(key(form));
      say(form, gettext("Draft saved."));
    } catch { say(form, gettext("Not saved: kept on this computer and sent again."), true); }
  };
  const waiting = () => forms.filter((form) => localStorage.getItem(key(form)));
  const leave = () => waiting().forEach((form) => fetch(form.dataset.keep, { ...request(form), keepalive: true }).catch(() => {}));
  for (const form of forms) {
    const kept = JSON.parse(localStorage.getItem(key(form)) || "null");
    if (kept) { // typed in a page that could not send it
      const words = new URLSearchParams(kept.body);
      form.elements.reason.value = words.get("reason") || "";
      form.elements.with_documents.checked = words.has("with_documents");
      for (const radio of form.querySelectorAll('[name="outcome"]')) radio.checked = radio.value === words.get("outcome");
      send(form);
    }
    form.addEventListener("input", () => keep(form));
    form.addEventListener("submit", () => { // the server keeps it until the ruling is given
      clearTimeout(timers.get(form));
      localStorage.removeItem(key(form));
      leave();
    });
  }
  window.addEventListener("pagehide", leave);
  window.addEventListener("online", () => waiting().forEach(send));
  setInterval(() => waiting().forEach(send), 4000);
})();
