/**
 * The drawings of the map that say a state without colour: one shape for each standing of a station, a ring of shares
 * for several stations at once, the hatch of what is not or hardly reported.
 */
import { PLAIN_POINT, TONES } from "./data";

const SIDE = 20;
const SCALE = 2;

interface Drawing {
  width: number;
  height: number;
  data: Uint8ClampedArray;
}

function drawing(side: number, paint: (pen: CanvasRenderingContext2D) => void): Drawing {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = Math.round(side * SCALE);
  const pen = canvas.getContext("2d", { willReadFrequently: true })!;
  pen.scale(SCALE, SCALE);
  paint(pen);
  const { width, height, data } = pen.getImageData(0, 0, canvas.width, canvas.height);
  return { width, height, data };
}

/** The same paths as in `readiness/parts/sign.html` and `kerawanan/parts/sign.html`, on a field of 20 × 20. */
const SHAPES: Record<string, { body: string; mark?: string; hollow?: boolean }> = {
  siap: { body: "M10 2a8 8 0 1 0 0 16a8 8 0 1 0 0-16z", mark: "M6 10.4l2.8 2.8l5.4-6" },
  sebagian: { body: "M10 2a8 8 0 1 0 0 16a8 8 0 1 0 0-16z", mark: "M10 3v14a7 7 0 0 0 0-14z" },
  belum: { body: "M3 3h14v14h-14z", mark: "M6.5 10h7" },
  usang: { body: "M10 1l9 9l-9 9l-9-9z", mark: "M10 5.5v5l2.6 2" },
  belum_lapor: { body: "M10 2a8 8 0 1 0 0 16a8 8 0 1 0 0-16z", hollow: true, mark: "M7.6 8.2a2.4 2.4 0 1 1 3.5 2.1c-.8.5-1.1.9-1.1 1.7M10 14.4v.3" },
  rawan: { body: "M10 1.5l9 16h-18z", mark: "M10 7.5v4.5M10 14.4v.4" },
  belum_lengkap: { body: "M10 2a8 8 0 1 0 0 16a8 8 0 1 0 0-16z", mark: "M10 3v14a7 7 0 0 0 0-14z" },
  tanpa_kerawanan: { body: "M3 3h14v14h-14z", mark: "M6 10.4l2.8 2.8l5.4-6" },
  kls_khusus: { body: "M10 1l9 9l-9 9l-9-9z", mark: "M10 5.5v9M5.5 10h9" },
  kls_sangat: { body: "M6.5 1.5h7l5 5v7l-5 5h-7l-5-5v-7z", mark: "M7.5 5.5v6M12.5 5.5v6M7.5 14.2v.4M12.5 14.2v.4" },
  kls_rawan: { body: "M10 1.5l9 16h-18z", mark: "M10 7.5v4.5M10 14.4v.4" },
  kls_kurang: { body: "M10 2a8 8 0 1 0 0 16a8 8 0 1 0 0-16z", mark: "M6 10.4l2.8 2.8l5.4-6" },
  kls_belum: { body: "M10 2a8 8 0 1 0 0 16a8 8 0 1 0 0-16z", hollow: true, mark: "M7.6 8.2a2.4 2.4 0 1 1 3.5 2.1c-.8.5-1.1.9-1.1 1.7M10 14.4v.3" },
};

export function stationSign(tone: string): Drawing {
  const color = TONES[tone] ?? PLAIN_POINT;
  const shape = SHAPES[tone] ?? { body: "M10 3a7 7 0 1 0 0 14a7 7 0 1 0 0-14z" };
  return drawing(SIDE, (pen) => {
    const body = new Path2D(shape.body);
    pen.lineJoin = pen.lineCap = "round";
    pen.strokeStyle = "#ffffff";
    pen.lineWidth = 3.4;
    pen.stroke(body);
    pen.fillStyle = shape.hollow ? "#ffffff" : color;
    pen.fill(body);
    pen.strokeStyle = tone.startsWith("r") ? "#5d1743" : color;
    pen.lineWidth = shape.hollow ? 1.8 : 1;
    pen.stroke(body);
    if (!shape.mark) return;
    const mark = new Path2D(shape.mark);
    if (tone === "sebagian" || tone === "belum_lengkap") {
      pen.fillStyle = "#fff7e2";
      pen.fill(mark);
      return;
    }
    pen.strokeStyle = shape.hollow ? "#4a5a5e" : "#ffffff";
    pen.lineWidth = 2;
    pen.stroke(mark);
  });
}

/** Several stations: a ring whose parts are the shares of each tone, the worst first, clockwise from the top. */
export function ring(tones: string[], counts: number[]): Drawing {
  const total = counts.reduce((sum, count) => sum + count, 0) || 1;
  const side = 38 + Math.min(18, Math.log2(total) * 2);
  return drawing(side, (pen) => {
    const middle = side / 2;
    pen.fillStyle = "#ffffff";
    pen.beginPath();
    pen.arc(middle, middle, middle - 0.5, 0, 2 * Math.PI);
    pen.fill();
    let from = -Math.PI / 2;
    counts.forEach((count, place) => {
      if (!count) return;
      const to = from + (2 * Math.PI * count) / total;
      pen.beginPath();
      pen.arc(middle, middle, middle - 4, from, to);
      pen.strokeStyle = TONES[tones[place] ?? ""] ?? PLAIN_POINT;
      pen.lineWidth = 6;
      pen.stroke();
      from = to;
    });
    pen.beginPath();
    pen.arc(middle, middle, middle - 0.5, 0, 2 * Math.PI);
    pen.strokeStyle = "rgba(11, 47, 58, 0.55)";
    pen.lineWidth = 1;
    pen.stroke();
  });
}

export function hatch(): Drawing {
  return drawing(8, (pen) => {
    pen.strokeStyle = "rgba(40, 58, 64, 0.62)";
    pen.lineWidth = 1.2;
    pen.beginPath();
    for (const shift of [-8, 0, 8]) {
      pen.moveTo(shift, 8);
      pen.lineTo(shift + 8, 0);
    }
    pen.stroke();
  });
}

export const PIXELS = SCALE;
