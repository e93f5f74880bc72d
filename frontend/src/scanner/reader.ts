/** Reads QR codes from a camera: the browser's own reader where there is one, else a library that comes from our server. */

export interface Reader {
  read(video: HTMLVideoElement): Promise<string>;
}

interface Detector {
  detect(source: CanvasImageSource): Promise<{ rawValue: string }[]>;
}

interface DetectorClass {
  new (options: { formats: string[] }): Detector;
  getSupportedFormats(): Promise<string[]>;
}

const LONGER_SIDE = 960;

async function native(): Promise<Reader | null> {
  const found = (globalThis as { BarcodeDetector?: DetectorClass }).BarcodeDetector;
  if (!found) return null;
  try {
    if (!(await found.getSupportedFormats()).includes("qr_code")) return null;
    const detector = new found({ formats: ["qr_code"] });
    return { read: async (video) => (await detector.detect(video))[0]?.rawValue ?? "" };
  } catch {
    return null;
  }
}

async function library(): Promise<Reader> {
  const [{ prepareZXingModule, readBarcodes }, wasm] = await Promise.all([
    import("zxing-wasm/reader"),
    import("zxing-wasm/reader/zxing_reader.wasm?url"),
  ]);
  await prepareZXingModule({
    overrides: { locateFile: (path: string, prefix: string) => (path.endsWith(".wasm") ? wasm.default : prefix + path) },
    fireImmediately: true,
  });
  const canvas = document.createElement("canvas");
  const drawing = canvas.getContext("2d", { willReadFrequently: true });
  if (!drawing) throw new Error("no canvas");
  return {
    async read(video) {
      const scale = Math.min(1, LONGER_SIDE / Math.max(video.videoWidth, video.videoHeight));
      canvas.width = Math.round(video.videoWidth * scale);
      canvas.height = Math.round(video.videoHeight * scale);
      if (!canvas.width || !canvas.height) return "";
      drawing.drawImage(video, 0, 0, canvas.width, canvas.height);
      const image = drawing.getImageData(0, 0, canvas.width, canvas.height);
      const found = await readBarcodes(image, { formats: ["QRCode"], maxNumberOfSymbols: 1, tryHarder: true });
      return found[0]?.text ?? "";
    },
  };
}

export async function makeReader(): Promise<Reader> {
  return (await native()) ?? (await library());
}
