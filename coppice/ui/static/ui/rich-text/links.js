// Asks where a link leads, and helps with addresses written without "https".

import { inText } from "rich-text/cursor.js";
import { complain, field, show } from "rich-text/dialogs.js";
import { _ } from "rich-text/words.js";

/** An address a reader can follow, or null. */
export function address(typed) {
  const text = typed.trim();
  if (!text || /\s/.test(text)) return null;
  if (/^(https?:\/\/|mailto:)./i.test(text)) return text;
  if (text.startsWith("/")) return new URL(text, location.origin).href;
  if (/^[a-z][a-z0-9+.-]*:(?!\d)/i.test(text)) return null;
  if (/^[^@/]+@[^@/]+\.[^@/]+$/.test(text)) return `mailto:${text}`;
  return /^[^/]+\.[^/]+/.test(text) ? `https://${text}` : null;
}

export async function askForLink(editor) {
  const isLink = editor.isActive("link");
  if (isLink) editor.commands.extendMarkRange("link");
  const { from, to, empty } = editor.state.selection;
  const href = editor.getAttributes("link").href ?? "";
  const kind = { type: "text", inputmode: "url", value: href, autocomplete: "url" };
  const where = field(_("Address"), kind, _("For example https://example.org/page"));
  const words = empty ? field(_("Words to show"), { type: "text" }, _("Leave empty to show the address itself.")) : null;
  const given = () => {
    const target = address(where.input.value);
    if (target) return { target, text: words?.input.value.trim() ?? "" };
    complain(where.input, _("This is not an address a reader could follow."));
    return undefined;
  };
  const choices = [{ label: isLink ? _("Change the link") : _("Add the link"), kind: "main", value: given }];
  if (isLink) choices.push({ label: _("Remove the link"), value: { target: null } });
  choices.push({ label: _("Cancel"), value: null });
  const answer = await show(_("Link"), [where.row, ...(words ? [words.row] : [])], choices);
  const chain = inText(editor).setTextSelection({ from, to });
  if (!answer) chain.run();
  else if (!answer.target) chain.unsetLink().run();
  else if (empty) chain.insertContent(linked(answer)).run();
  else chain.setLink({ href: answer.target }).run();
}

const linked = ({ target, text }) => [
  { type: "text", text: text || target, marks: [{ type: "link", attrs: { href: target } }] },
];
