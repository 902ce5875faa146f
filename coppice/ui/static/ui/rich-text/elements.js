// Builds elements without markup in strings.

import { _ } from "rich-text/words.js";

export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

export const button = (label, onclick, attributes = {}) => make("button", { type: "button", onclick, ...attributes }, label);

let count = 0;
export const freshName = (stem) => `${stem}-${(count += 1)}`;

export function uuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return [8, 4, 4, 4, 12].map((size, part, sizes) => {
    const start = sizes.slice(0, part).reduce((sum, each) => sum + each, 0);
    return hex.slice(start, start + size);
  }).join("-");
}

export const clock = (time) => new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" }).format(time);

// Not every browser knows the months of every language.
const MONTHS = [
  _("January"), _("February"), _("March"), _("April"), _("May"), _("June"),
  _("July"), _("August"), _("September"), _("October"), _("November"), _("December"),
];

// A Date, or milliseconds as they lie in the journal on the device.
export function moment(time) {
  const then = new Date(time);
  const year = then.getFullYear() === new Date().getFullYear() ? "" : ` ${then.getFullYear()}`;
  return `${then.getDate()} ${MONTHS[then.getMonth()]}${year}, ${clock(then)}`;
}
