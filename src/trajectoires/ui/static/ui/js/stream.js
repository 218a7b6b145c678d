// A page that stays open is told that something changed, and asks what: « bouge » on the body, which htmx hears.
// Without a stream (a server that holds none, a proxy that cuts) it asks every two seconds, as before.

const POLL = 2000;
const AGAIN = 15000;
const SLOW = 60000;
const SPREAD = 600;

const place = document.querySelector("[data-stream]");
let known = place.dataset.version ?? null;
let source = null;
let direct = false;
let over = false;
// The last thing asked was not answered: the version is known, what it brought is not.
let owed = false;

function ask() {
  document.body.dispatchEvent(new CustomEvent("bouge"));
}

// A thousand phones that are told at once do not ask at once.
function askSoon() {
  if ("spread" in place.dataset) setTimeout(ask, Math.random() * SPREAD);
  else ask();
}

function heard(version) {
  if (version === known) return;
  known = version;
  askSoon();
}

function open() {
  if (over || source) return;
  source = new EventSource(place.dataset.stream);
  source.onopen = () => {
    direct = true;
  };
  source.addEventListener("version", (event) => heard(event.data));
  source.addEventListener("fin", (event) => {
    over = true;
    close();
    heard(event.data);
  });
  source.onerror = () => {
    direct = false;
    // The browser comes back by itself, unless the answer was a refusal.
    if (source?.readyState === EventSource.CLOSED) {
      close();
      setTimeout(open, AGAIN + Math.random() * AGAIN);
    }
  };
}

function close() {
  source?.close();
  source = null;
  direct = false;
}

for (const name of ["htmx:sendError", "htmx:timeout", "htmx:responseError"]) {
  document.addEventListener(name, (event) => {
    if (event.detail.requestConfig?.verb === "get") owed = true;
  });
}
document.addEventListener("htmx:afterRequest", (event) => {
  if (event.detail.successful && event.detail.requestConfig?.verb === "get") owed = false;
});

setInterval(() => {
  if (owed || (!direct && !over)) ask();
}, POLL);
// A stream that something holds back without a word: slow, and never more than that.
setInterval(() => {
  if (direct) askSoon();
}, SLOW);
// A phone that was asleep, a network that returns.
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible" && !over) ask();
});
window.addEventListener("online", ask);
// A page kept by « Back » must not hold a connection.
window.addEventListener("pagehide", close);
window.addEventListener("pageshow", open);
open();
