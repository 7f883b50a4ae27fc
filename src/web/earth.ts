/** From degrees to the picture: the Natural Earth projection, and the outline of the land. */

/** The part of TopoJSON that an outline needs. */
export interface Topology {
  readonly transform: { readonly scale: readonly [number, number]; readonly translate: readonly [number, number] };
  readonly arcs: readonly (readonly (readonly [number, number])[])[];
  readonly objects: Readonly<
    Record<string, { readonly geometries: readonly { readonly arcs: readonly (readonly (readonly number[])[])[] }[] }>
  >;
}

/** [longitude, latitude] in degrees -> point of a picture `w` by `h` (Natural Earth projection, which is a polynomial). */
export function placeAt([lon, lat]: readonly [number, number], w: number, h: number): readonly [number, number] {
  const l = (lon * Math.PI) / 180;
  const f = (Math.max(-90, Math.min(90, lat)) * Math.PI) / 180;
  const f2 = f * f;
  const f4 = f2 * f2;
  const x = l * (0.8707 - 0.131979 * f2 + f4 * (-0.013791 + f4 * (0.003971 * f2 - 0.001529 * f4)));
  const y = f * (1.007226 + f2 * (0.015085 + f4 * (-0.044475 + 0.028874 * f2 - 0.005916 * f4)));
  const scale = w / (2 * Math.PI * 0.8707);
  return [w / 2 + x * scale, h / 2 - y * scale];
}

/** Topology -> one path of all outlines of an object. */
export function outlineOf(topology: Topology, name: string, w: number, h: number): string {
  const { scale, translate } = topology.transform;
  const arcs = topology.arcs.map((arc) => {
    let x = 0;
    let y = 0;
    return arc.map(([dx, dy]) => {
      x += dx;
      y += dy;
      return [x * scale[0] + translate[0], y * scale[1] + translate[1]] as const;
    });
  });
  let path = "";
  for (const geometry of topology.objects[name]?.geometries ?? []) {
    for (const polygon of geometry.arcs) {
      for (const ring of polygon) {
        const points = ring.flatMap((i, k) => {
          const arc = i < 0 ? [...arcs[~i]!].reverse() : arcs[i]!;
          return k === 0 ? arc : arc.slice(1);
        });
        path += points
          .map((p, i) => {
            const [x, y] = placeAt(p, w, h);
            // a step over the date line starts anew on the other side
            const jump = i === 0 || Math.abs(p[0] - points[i - 1]![0]) > 180;
            return `${jump ? "M" : "L"}${x.toFixed(1)} ${y.toFixed(1)}`;
          })
          .join("");
      }
    }
  }
  return path;
}

/** The part of a picture `w` by `h` that shows all points with room about them, never narrower than a third, `aspect` times as wide as high: an SVG viewBox. */
export function frameOf(points: readonly (readonly [number, number])[], w: number, h: number, aspect = w / h): string {
  if (points.length === 0) return `0 0 ${w} ${h}`;
  const xs = points.map((p) => p[0]);
  const ys = points.map((p) => p[1]);
  const width = Math.min(
    w,
    Math.max(
      w / 3,
      Math.max(...xs) - Math.min(...xs) + w * 0.2,
      (Math.max(...ys) - Math.min(...ys) + h * 0.24) * aspect,
    ),
  );
  const height = width / aspect;
  const x = Math.max(0, Math.min(w - width, (Math.max(...xs) + Math.min(...xs)) / 2 - width / 2));
  const y =
    height > h
      ? (h - height) / 2
      : Math.max(0, Math.min(h - height, (Math.max(...ys) + Math.min(...ys)) / 2 - height / 2));
  return [x, y, width, height].map((n) => n.toFixed(1)).join(" ");
}
