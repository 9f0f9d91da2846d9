import type { NoteFacts, NoteId } from '../domain/diagnosis/notes.ts';
import type { WarningFacts, WarningId } from '../domain/diagnosis/warnings.ts';
import type { Shown } from '../domain/loading/place.ts';

/** A text about each note from its own facts: one without words does not compile. */
export type NoteTexts = { readonly [N in NoteId]: (facts: Shown<NoteFacts[N]>) => string };

/** The same for each warning. */
export type WarningTexts = { readonly [W in WarningId]: (facts: Shown<WarningFacts[W]>) => string };
