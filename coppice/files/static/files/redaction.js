// Draws over the picture what the numbers below it say, and writes into them what is drawn.
const place = document.querySelector("[data-redaction]");
const picture = place.querySelector("img");
const rows = [...document.querySelectorAll("[data-area]")];
const sides = ["left", "top", "width", "height"];
const input = (row, side) => row.querySelector(`[name$="-${side}"]`);
let from = null;
let row = null;

function show() {
  place.querySelectorAll("span").forEach((area) => area.remove());
  for (const each of rows.filter((one) => sides.every((side) => input(one, side).value !== ""))) {
    const area = document.createElement("span");
    area.dataset.how = input(each, "how").value;
    for (const side of sides) area.style[side] = `${input(each, side).value}%`;
    place.append(area);
  }
}

function at(event) {
  const { left, top, width, height } = picture.getBoundingClientRect();
  const within = (share) => Math.min(100, Math.max(0, share * 100));
  return { x: within((event.clientX - left) / width), y: within((event.clientY - top) / height) };
}

function write(one, other) {
  const values = [Math.min(one.x, other.x), Math.min(one.y, other.y), Math.abs(one.x - other.x), Math.abs(one.y - other.y)];
  sides.forEach((side, number) => (input(row, side).value = values[number].toFixed(1)));
  show();
}

place.addEventListener("pointerdown", (event) => {
  row = rows.find((one) => sides.every((side) => input(one, side).value === ""));
  if (!row) return;
  event.preventDefault();
  from = at(event);
  place.setPointerCapture(event.pointerId);
});
place.addEventListener("pointermove", (event) => from && write(from, at(event)));
place.addEventListener("pointerup", (event) => {
  if (!from) return;
  const to = at(event);
  if (Math.abs(from.x - to.x) < 0.5 || Math.abs(from.y - to.y) < 0.5) sides.forEach((side) => (input(row, side).value = ""));
  else input(row, "left").dispatchEvent(new Event("input", { bubbles: true }));
  from = null;
  show();
});
document.getElementById("areas").addEventListener("input", show);
show();
