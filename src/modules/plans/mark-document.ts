/** A place of the document that an item was read from. */
export interface MarkedPlace {
  id: string;
  kind: string;
  start: number;
  end: number;
}

/** A run of characters that the same items were read from. */
export interface MarkedSegment {
  text: string;
  /** The smallest place first: the sentence within the paragraph within the table. */
  ids: string[];
  /** Items whose place begins here: they get their anchor here. */
  begins: string[];
}

export interface MarkedLine {
  /** Kinds of what was read on this line, each once; empty for a line that nothing was read from. */
  kinds: string[];
  segments: MarkedSegment[];
}

/** Cuts a document into lines, and lines where a place begins or ends, so that a screen can light places up. */
export function markDocument(text: string, places: readonly MarkedPlace[]): MarkedLine[] {
  const sorted = places.filter((place) => place.end > place.start).toSorted((one, other) => one.start - other.start);
  const lines: MarkedLine[] = [];
  let from = 0;
  let first = 0;
  for (const lineText of text.split('\n')) {
    const to = from + lineText.length;
    while (first < sorted.length && (sorted[first]?.end ?? 0) <= from) first += 1;
    const here: MarkedPlace[] = [];
    for (let at = first; at < sorted.length && (sorted[at]?.start ?? 0) < to; at += 1) {
      const place = sorted[at];
      if (place && place.end > from) here.push(place);
    }
    lines.push({ kinds: [...new Set(here.map((place) => place.kind))], segments: cut(text, from, to, here) });
    from = to + 1;
  }
  return lines;
}

function cut(text: string, from: number, to: number, places: readonly MarkedPlace[]): MarkedSegment[] {
  const inside = (at: number): boolean => at > from && at < to;
  const edges = [from, ...new Set(places.flatMap((place) => [place.start, place.end]).filter(inside)), to].toSorted(
    (one, other) => one - other,
  );
  return edges.slice(0, -1).flatMap((start, at) => {
    const end = edges[at + 1] ?? to;
    if (end <= start) return [];
    const over = places
      .filter((place) => place.start < end && place.end > start)
      .toSorted((one, other) => one.end - one.start - (other.end - other.start));
    return [
      {
        text: text.slice(start, end),
        ids: over.map((place) => place.id),
        // A place that began on an earlier line, at its line break, begins for the eye on this one.
        begins: over
          .filter((place) => place.start === start || (start === from && place.start === from - 1))
          .map((place) => place.id),
      },
    ];
  });
}
