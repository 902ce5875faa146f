// The cursor goes back into the text.

/**
 * A chain of commands, with the cursor in the text at once. The editor's own `focus()` waits for a frame, and the first
 * letter that somebody types would go astray.
 */
export function inText(editor) {
  editor.view.focus();
  return editor.chain();
}
