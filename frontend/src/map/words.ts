/** The few words that a map says by itself; everything else comes with the data. */
const WORDS = {
  id: {
    list: "Daftar yang ada di peta",
    open: "Buka",
    close: "Tutup",
    estimated: "perkiraan",
    estimatedNote: "Garis putus-putus: bentuk atau posisi perkiraan.",
    indicative: "Batas indikatif, bukan batas resmi.",
    failed: "Data peta belum dapat dimuat. Muat ulang halaman, atau pakai daftar di bawah ini.",
    noGraphics: "Peramban ini tidak dapat menggambar peta. Pakai daftar di bawah ini.",
    empty: "Belum ada batas wilayah atau posisi untuk digambar. Impor batas wilayah untuk melihat petanya.",
    home: "Tampilkan seluruh wilayah",
    map: {
      "NavigationControl.ZoomIn": "Perbesar",
      "NavigationControl.ZoomOut": "Perkecil",
      "FullscreenControl.Enter": "Layar penuh",
      "FullscreenControl.Exit": "Keluar dari layar penuh",
      "Map.Title": "Peta",
      "Marker.Title": "Penanda",
      "ScaleControl.Kilometers": "km",
      "ScaleControl.Meters": "m",
      "CooperativeGesturesHandler.WindowsHelpText": "Tekan Ctrl sambil menggulir untuk memperbesar peta",
      "CooperativeGesturesHandler.MacHelpText": "Tekan ⌘ sambil menggulir untuk memperbesar peta",
      "CooperativeGesturesHandler.MobileHelpText": "Pakai dua jari untuk menggeser peta",
    },
  },
  en: {
    list: "List of what is on the map",
    open: "Open",
    close: "Close",
    estimated: "estimate",
    estimatedNote: "Dashed line: estimated shape or position.",
    indicative: "Indicative boundaries, not the legal ones.",
    failed: "The map's data could not be loaded. Reload the page, or use the list below.",
    noGraphics: "This browser cannot draw maps. Use the list below.",
    empty: "There are no boundaries or positions to draw yet. Import boundaries to see the map.",
    home: "Show the whole region",
    map: {},
  },
};

export const words = document.documentElement.lang.startsWith("en") ? WORDS.en : WORDS.id;
