import type { Plugin } from "vite";

/**
 * The form renderer (@getodk/web-forms, Apache-2.0) has its own words in English inside its code and offers no way to
 * set them. They are replaced while bundling, each by its exact place; the build fails when one of them is not found,
 * so that an upgrade cannot bring English back unnoticed. What its widget library can be told is in src/webform/words.ts.
 */
const TEXTS: [string, string][] = [
  ['requiredMsg: "Condition not satisfied: required"', 'requiredMsg: "Pertanyaan ini wajib dijawab."'],
  ['constraintMsg: "Condition not satisfied: constraint"', 'constraintMsg: "Jawaban ini di luar batas yang ditentukan."'],
  ['"1 question with error."', '"1 pertanyaan perlu diperbaiki."'],
  ["`${QA} questions with errors.`", "`${QA} pertanyaan perlu diperbaiki.`"],
  ['label: "Send"', 'label: "Kirim laporan"'],
  ['label: "Change language"', 'label: "Ganti bahasa"'],
  ['"aria-label": "change language"', '"aria-label": "Bahasa formulir"'],
  ['createTextVNode(" Add ", -1)', 'createTextVNode(" Tambah ", -1)'],
  ['label: "Remove"', 'label: "Hapus"'],
  ['{ literal: "Repeat Item" }', '{ literal: "Bagian" }'],
  ['"Take picture"', '"Ambil foto"'],
  ['"Choose image"', '"Pilih gambar"'],
  ['alt: "Captured image preview"', 'alt: "Gambar yang dipilih"'],
  ['"🚧 Support for non-image uploads is pending. 🚧"', '"Berkas selain gambar belum dapat diunggah dari formulir ini."'],
  ['" Okay "', '" Ya, sudah saya baca "'],
  ['"Rank items"', '"Urutkan"'],
  ['createTextVNode(" Unsupported appearance {", -1)', 'createTextVNode(" Tampilan {", -1)'],
  ['createTextVNode("} for the {", -1)', 'createTextVNode("} belum didukung untuk {", -1)'],
  ['"Get location"', '"Ambil lokasi"'],
  ['"Try again"', '"Ambil ulang"'],
  ['"Finding your location"', '"Mencari lokasi Anda"'],
  ['"Save location"', '"Simpan lokasi"'],
  ['label: "Cancel"', 'label: "Batal"'],
  ['"Time taken to capture location: "', '"Lama pencarian: "'],
  ['" Location will be saved at "', '" Lokasi disimpan bila ketelitian mencapai "'],
  ['" Previous saved location at "', '" Ketelitian lokasi yang tersimpan "'],
  ['.GOOD]: "Good accuracy"', '.GOOD]: "Ketelitian baik"'],
  ['.ACCEPTABLE]: "Good accuracy"', '.ACCEPTABLE]: "Ketelitian cukup"'],
  ['"Poor accuracy"', '"Ketelitian rendah"'],
  ['"Unknown accuracy"', '"Ketelitian tidak diketahui"'],
  ['"Accuracy: "', '"Ketelitian: "'],
  ['"Latitude: "', '"lintang: "'],
  ['"Longitude: "', '"bujur: "'],
  ['"Cannot access location"', '"Lokasi tidak dapat dibaca"'],
  [
    '"Grant location permission in the browser settings and make sure location is turned on."',
    '"Izinkan peramban membaca lokasi dan nyalakan lokasi pada perangkat, lalu coba lagi."',
  ],
  [
    '"Location unavailable. Enable GPS and browser permissions, then restart the form to try again."',
    '"Lokasi tidak dapat dibaca. Nyalakan GPS dan izinkan peramban membacanya, lalu buka ulang formulir ini."',
  ],
  ['" Unable to load map "', '" Peta tidak dapat dimuat "'],
  ['"An error occurred while loading this form"', '"Formulir ini tidak dapat dibuka"'],
  ['"Technical error details"', '"Keterangan teknis"'],
  ['"Powered by"', '"Memakai"'],
  ['"hour-format": "12"', '"hour-format": "24"'],
  // Not a word: it would reset the styles of the whole page, which are ours (src/styles/webform.css).
  ["document.head.prepend(tA), ", ""],
  // The label of a number names its box.
  ["id: eA.node.nodeId,\n      key: nA.value,", '"input-id": eA.node.nodeId,\n      key: nA.value,'],
  // The button that takes a chosen picture away has a drawing only; it gets a name.
  ['class: "clear-button",', 'class: "clear-button",\n        "aria-label": "Hapus gambar",'],
  // A point is taken from the device: the map would ask another host for its tiles, also on every correction.
  ['unref(tA) || eA.node.appearances["placement-map"] || eA.node.appearances.maps ?', "false ?"],
  // Pictures are made smaller without a worker from a blob, which the content security policy would refuse.
  ['features: ["js", "wasm", "ww"]', 'features: ["js", "wasm"]'],
];

/** Its styles carry a typeface of their own, 250 kB of it; ours is on the page already. */
function withoutFonts(code: string): string {
  return code.replace(/@font-face\{[^}]*\}/g, "");
}

/** Lines and areas are drawn on an empty ground: nothing is loaded from another host. */
function withoutTiles(code: string): string {
  const empty = "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==";
  return code.replace(/https:\/\/tile\.openstreetmap\.org\/[^"'`]*/g, empty);
}

export function webformTexts(): Plugin {
  return {
    name: "siaga-webform-texts",
    enforce: "pre",
    transform(code, id) {
      if (/@getodk\/web-forms\/dist\/MapBlock-/.test(id)) return { code: withoutTiles(code), map: null };
      if (/@getodk\/web-forms\/dist\/index\.js/.test(id)) return { code: withoutFonts(code), map: null };
      if (!/@getodk\/web-forms\/dist\/index-[^/]+\.js/.test(id)) return null;
      let result = code;
      for (const [from, to] of TEXTS) {
        if (!result.includes(from)) this.error(`@getodk/web-forms no longer contains ${from}: mend webform-texts.ts`);
        result = result.replaceAll(from, to);
      }
      return { code: result, map: null };
    },
  };
}
