// Word puts pictures beside the text it gives, as hexadecimal in a second format (RTF). This reads them in their order.

const KINDS = { pngblip: "image/png", jpegblip: "image/jpeg" };

export function picturesFromWord(rtf) {
  const files = [];
  for (const [, group] of rtf.matchAll(/\{\\pict((?:[^{}]|\{[^{}]*\})*)\}/g)) {
    const kind = Object.keys(KINDS).find((name) => group.includes(`\\${name}`));
    const hex = group.replace(/\{[^{}]*\}/g, "").replace(/\\[a-z]+-?\d* ?/gi, " ").replace(/[^0-9a-f]/gi, "");
    if (!kind || hex.length < 64) continue;
    const bytes = Uint8Array.from(hex.match(/../g), (pair) => Number.parseInt(pair, 16));
    files.push(new File([bytes], `picture.${KINDS[kind].slice(6)}`, { type: KINDS[kind] }));
  }
  return files;
}
