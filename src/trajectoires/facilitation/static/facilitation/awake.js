// A screen that is read by a room does not fall asleep, where the browser can hold it awake; elsewhere, nothing.

async function hold() {
  try {
    if (document.visibilityState === "visible") await navigator.wakeLock?.request("screen");
  } catch {
    // Refused (battery, an old browser): the computer's own setting decides.
  }
}

document.addEventListener("visibilitychange", hold);
hold();
