// A page that stays open is told that something changed, and asks what: « bouge » on the body, which htmx hears.
// Without a stream (a server that holds none, a proxy that cuts) it asks every two seconds, as before.

const POLL = 2000;
const AGAIN = 15000;
const SLOW = 60000;
const SPREAD = 600;
// A stream says something every fifteen seconds (events/streams.py); one that no longer does is dead.
const SILENCE = 25000;
const PATIENCE = 10000;

const place = document.querySelector("[data-stream]");
let known = place.dataset.version ?? null;
let source = null;
let direct = false;
let over = false;
let heardAt = 0;
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

function alive() {
  heardAt = performance.now();
}

function heard(version) {
  if (version === known) return;
  known = version;
  askSoon();
}

function open() {
  if (over || source) return;
  alive();
  source = new EventSource(place.dataset.stream);
  source.onopen = () => {
    direct = true;
    alive();
  };
  source.addEventListener("version", (event) => {
    alive();
    heard(event.data);
  });
  source.addEventListener("battement", alive);
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

// A request whose packets were lost ends too.
document.addEventListener("htmx:configRequest", (event) => {
  if (event.detail.verb === "get") event.detail.timeout = PATIENCE;
});
document.addEventListener("htmx:beforeRequest", (event) => {
  const { requestConfig: config, xhr } = event.detail;
  if (config.verb !== "get") return;
  xhr.addEventListener("loadend", () => {
    owed = xhr.status === 0 || xhr.status === 429 || xhr.status >= 500;
    // Erased, expired, or a link that was withdrawn: nothing more will come.
    if (xhr.status === 404 || xhr.status === 410) {
      over = true;
      close();
    }
  });
});

setInterval(() => {
  if (source && performance.now() - heardAt > SILENCE) {
    close();
    open();
  }
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
