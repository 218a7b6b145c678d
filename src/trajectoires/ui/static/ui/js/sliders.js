// The value of each slider, written beside it while it moves. The button is for pages without a script.

function show(slider) {
  const output = document.querySelector(`output[for="${slider.id}"]`);
  const value = Number(slider.value);
  const unit = slider.dataset.unit;
  if (!output) return;
  if (unit === "%") {
    const sign = value > 0 ? "+" : value < 0 ? "−" : "";
    output.textContent = `${sign}${Math.abs(value)}\u00a0%`;
  } else {
    output.textContent = `${value}\u00a0${unit}`;
  }
}

for (const form of document.querySelectorAll("[data-sliders]")) {
  const sliders = form.querySelectorAll('input[type="range"]');
  sliders.forEach(show);
  form.addEventListener("input", (event) => {
    if (event.target.type === "range") show(event.target);
  });
  form.querySelector("button").hidden = true;
}
