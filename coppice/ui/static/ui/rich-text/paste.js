// What comes from elsewhere keeps its structure and loses its clothes.

import { Extension, pm } from "django-prose-editor/editor";
import { listsFromWord } from "rich-text/word-lists.js";
import { picturesFromWord } from "rich-text/word-pictures.js";
import { _n } from "rich-text/words.js";

const DROPPED = "script,style,meta,link,title,xml,base,iframe,object,embed,form,input,button,select,textarea,svg,math,"
  + "template,colgroup,[data-look*='mso-hide:all'],[data-look*='mso-element:comment'],.MsoCommentReference";
const LEVELS = { H1: "h2", H5: "h4", H6: "h4" };
const BLOCKS = "p,h1,h2,h3,h4,h5,h6,ul,ol,table,blockquote,pre,div,section,article,li,td,th";

const stayed = (lost) => _n(lost,
  "{n} picture stayed on the page this came from. Save what you need there, and add it with Image.",
  "{n} pictures stayed on the page this came from. Save what you need there, and add it with Image.");

export const Paste = Extension.create({
  name: "cleanPaste",
  addOptions: () => ({ uploads: () => null, say: () => {} }),
  addProseMirrorPlugins() {
    const { uploads, say } = this.options;
    let rtf = "";
    let brought = [];
    const startAll = () => {
      if (brought.length) uploads()?.start(brought);
      brought = [];
    };
    return [new pm.state.Plugin({
      props: {
        handleDOMEvents: {
          paste(view, event) {
            rtf = event.clipboardData?.getData("text/rtf") ?? "";
            setTimeout(startAll);
            return false;
          },
          drop: () => {
            setTimeout(startAll);
            return false;
          },
        },
        transformPastedHTML(html) {
          const { text, files, lost } = tidy(html, rtf, uploads());
          brought.push(...files);
          if (lost) say(stayed(lost));
          return text;
        },
        handlePaste(view, event) {
          const files = [...(event.clipboardData?.files ?? [])];
          if (!files.length || !uploads() || hasText(event.clipboardData.getData("text/html"))) return false;
          uploads().add(files);
          return true;
        },
        handleDrop(view, event, slice, moved) {
          const files = [...(event.dataTransfer?.files ?? [])];
          if (moved || !files.length || !uploads()) return false;
          event.preventDefault();
          uploads().add(files, view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos ?? null);
          return true;
        },
      },
    })];
  },
});

/** Styles and handlers become data before anything is parsed: the security policy lets none in, not even into a draft. */
const tamed = (html) => html
  .replace(/<(style|script|xml)\b[\s\S]*?<\/\1\s*>/gi, "")
  .replace(/<[a-z][^<>]*>/gi, (tag) => tag.replace(/\sstyle\s*=/gi, " data-look=").replace(/\son[a-z]+\s*=/gi, " data-on="));

const read = (html) => new DOMParser().parseFromString(tamed(html), "text/html");

const hasText = (html) => Boolean(html) && read(html).body.textContent.trim() !== "";

/** { text, files, lost }: clean HTML, the upload ids of pictures that came along, and how many pictures could not. */
export function tidy(html, rtf, uploads) {
  if (html.includes("data-pm-slice")) return { text: tamed(html), files: [], lost: 0 };
  const unconditional = html.replace(/<!--\[if [^\]]*\]>[\s\S]*?<!\[endif\]-->/g, "").replace(/<!\[(?:if|endif)[^\]]*\]>/g, "");
  const page = read(unconditional);
  const { body } = page;
  listsFromWord(page);
  body.querySelectorAll(DROPPED).forEach((element) => element.remove());
  for (const element of body.querySelectorAll("*")) if (element.tagName.includes(":")) unwrap(element);
  const pictures = bringPictures(page, rtf, uploads);
  body.querySelectorAll("[data-look]").forEach(keepEmphasis);
  body.querySelectorAll("p.MsoTitle,p.MsoSubtitle").forEach((each) => rename(each, "h2"));
  body.querySelectorAll("p.MsoQuote,p.MsoIntenseQuote").forEach((each) => wrap(each, "blockquote"));
  body.querySelectorAll("h1,h5,h6").forEach((each) => rename(each, LEVELS[each.tagName]));
  body.querySelectorAll("thead td").forEach((each) => rename(each, "th"));
  body.querySelectorAll("ul > ul, ul > ol, ol > ul, ol > ol").forEach((each) => each.previousElementSibling?.append(each));
  body.querySelectorAll("a").forEach(plainLink);
  body.querySelectorAll("h2,h3,h4").forEach((heading) => heading.querySelectorAll("strong,b").forEach(unwrap));
  body.querySelectorAll("p,h2,h3,h4").forEach((each) => isBlank(each) && each.remove());
  body.querySelectorAll("br.Apple-interchange-newline").forEach((each) => each.remove());
  [...body.children].filter((each) => each.tagName === "BR" && body.querySelector(BLOCKS)).forEach((each) => each.remove());
  for (const element of body.querySelectorAll("*")) strip(element);
  return { text: body.innerHTML, ...pictures };
}

function bringPictures(page, rtf, uploads) {
  const images = [...page.body.querySelectorAll("img")];
  const isBeside = (src) => /^(file|blob|cid):/i.test(src);
  const fromWord = images.some((image) => isBeside(image.getAttribute("src") ?? "")) ? picturesFromWord(rtf) : [];
  const files = [];
  let lost = 0;
  for (const image of images) {
    const src = image.getAttribute("src") ?? "";
    const own = new URL(src || "about:blank", location.href);
    if (own.origin === location.origin && own.pathname.startsWith("/files/")) {
      image.setAttribute("src", own.pathname);
      continue;
    }
    const found = src.startsWith("data:image/") ? fromData(src) : isBeside(src) && fromWord.shift();
    const file = uploads && found;
    if (!file) {
      lost += Number(image.width !== 1 && image.height !== 1);
      image.remove();
      continue;
    }
    const id = uploads.register(file, image.getAttribute("alt"));
    files.push(id);
    const place = page.createElement("span");
    place.dataset.upload = id;
    image.replaceWith(place);
  }
  return { files, lost };
}

function fromData(src) {
  const [, type, base64, data] = /^data:(image\/[\w.+-]+)[^,]*?(;base64)?,(.*)$/s.exec(src) ?? [];
  if (!type) return null;
  try {
    const text = base64 ? atob(data.replace(/\s/g, "")) : decodeURIComponent(data);
    const bytes = Uint8Array.from(text, (letter) => letter.charCodeAt(0));
    return new File([bytes], `picture.${type.slice(6).split("+")[0]}`, { type });
  } catch {
    return null;
  }
}

/** Google Docs and web pages say in styles what others say with elements. */
function keepEmphasis(element) {
  const look = element.dataset.look.toLowerCase().replace(/\s/g, "");
  const says = (pattern) => new RegExp(`(?:^|;)${pattern}`).test(look);
  const isBlock = /^(P|DIV|LI|UL|OL|TABLE|TBODY|TR|TD|TH|H\d|BODY|BLOCKQUOTE|PRE)$/.test(element.tagName);
  const isLink = element.closest("a") || element.querySelector("a");
  if (/^(B|STRONG)$/.test(element.tagName) && says("font-weight:(?:normal|400)")) unwrap(element);
  else if (!isBlock) {
    if (says("font-weight:(?:bold|[6-9]00)")) inside(element, "strong");
    if (says("font-style:italic")) inside(element, "em");
    if (says("text-decoration(?:-line)?:[^;]*line-through")) inside(element, "s");
    if (says("text-decoration(?:-line)?:[^;]*underline") && !isLink) inside(element, "u");
    if (says("vertical-align:super")) inside(element, "sup");
    if (says("vertical-align:sub(?:;|$)")) inside(element, "sub");
  }
}

function plainLink(link) {
  const href = link.getAttribute("href") ?? "";
  const through = /^https?:\/\/(?:www\.)?google\.[a-z.]+\/url\?(.*)$/.exec(href);
  const goal = through ? (new URLSearchParams(through[1]).get("q") ?? new URLSearchParams(through[1]).get("url")) : href;
  if (goal && /^(https?:|mailto:)/i.test(goal)) link.setAttribute("href", goal);
  else unwrap(link);
}

const KEPT = {
  A: ["href"],
  IMG: ["src", "alt"],
  OL: ["start"],
  TD: ["colspan", "rowspan"],
  TH: ["colspan", "rowspan", "scope"],
  SPAN: ["data-upload"],
};

function strip(element) {
  const kept = KEPT[element.tagName] ?? [];
  for (const { name } of [...element.attributes]) if (!kept.includes(name)) element.removeAttribute(name);
}

const isBlank = (element) =>
  element.textContent.replace(/[\s\u00a0]/g, "") === "" && !element.querySelector("img,[data-upload],table");

function inside(element, tag) {
  const holder = element.ownerDocument.createElement(tag);
  holder.append(...element.childNodes);
  element.append(holder);
}

function wrap(element, tag) {
  const holder = element.ownerDocument.createElement(tag);
  element.replaceWith(holder);
  holder.append(element);
}

function rename(element, tag) {
  const renamed = element.ownerDocument.createElement(tag);
  for (const { name, value } of element.attributes) renamed.setAttribute(name, value);
  renamed.append(...element.childNodes);
  element.replaceWith(renamed);
}

function unwrap(element) {
  element.replaceWith(...element.childNodes);
}
