/** Events as a table that a spreadsheet opens without running anything. */
import type { EventView } from "../show/views.ts";

const columns = ["id", "type", "mode", "actors", "recipients", "from", "to", "date_basis", "place", "status", "outlets", "origins", "sentence"];

/** A field: quoted where needed; what a spreadsheet would take for a formula is led by an apostrophe. */
export function field(value: string | null): string {
  if (value === null) return "";
  const plain = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

/** Events -> RFC 4180 text with a header row. */
export function eventsAsCsv(events: readonly EventView[]): string {
  const rows = events.map((e) =>
    [
      e.id,
      e.type,
      e.mode,
      e.actors.map((a) => a.name).join("; "),
      e.recipients.map((a) => a.name).join("; "),
      e.date?.from ?? null,
      e.date?.to ?? null,
      e.date?.basis ?? null,
      e.place?.name ?? null,
      e.status,
      e.outlets.join("; "),
      e.origins.map((o) => o.name).join("; "),
      e.evidence[0]?.sentence ?? null,
    ]
      .map(field)
      .join(","),
  );
  return [columns.join(","), ...rows, ""].join("\r\n");
}
