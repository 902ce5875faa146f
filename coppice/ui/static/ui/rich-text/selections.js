// The kinds of selection that other modules ask about.

import { pm } from "django-prose-editor/editor";

export const { NodeSelection, TextSelection } = pm.state;
