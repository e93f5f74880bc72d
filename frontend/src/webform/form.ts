/** The renderer itself, loaded only when a form is really shown: it weighs more than the rest of the product together. */
import { OdkWebForm, webFormsPlugin } from "@getodk/web-forms";
import { createApp, h } from "vue";
import { widgetWords } from "./words";

/** What the renderer hands over when all answers are valid. */
export interface Payload {
  data: FormData[];
}

export interface Former {
  xml: string;
  files: { name: string; url: string }[];
}

/** Our language first: the translation whose name says Indonesian becomes the form's own default. */
export function inLanguage(xml: string, wanted: string): string {
  const form = new DOMParser().parseFromString(xml, "text/xml");
  const translations = [...form.getElementsByTagName("translation")];
  const fits = (name: string): boolean =>
    name.toLowerCase().includes(`(${wanted})`) ||
    name.toLowerCase() === wanted ||
    (wanted === "id" && /indonesia/i.test(name)) ||
    (wanted === "en" && /english|inggris/i.test(name));
  const ours = translations.find((translation) => fits(translation.getAttribute("lang") ?? ""));
  if (!ours) return xml;
  for (const translation of translations) translation.removeAttribute("default");
  ours.setAttribute("default", "true()");
  return new XMLSerializer().serializeToString(form);
}

export function mount(box: HTMLElement, formXml: string, former: Former | null, onSubmit: (payload: Payload) => void): void {
  const editInstance = former && {
    resolveInstance: () => former.xml,
    attachmentFileNames: former.files.map((file) => file.name),
    resolveAttachment: async (name: string) => {
      const url = former.files.find((file) => file.name === name)?.url ?? "";
      return fetch(url, { credentials: "same-origin" });
    },
  };
  const app = createApp({
    render: () =>
      h(OdkWebForm as never, {
        formXml,
        fetchFormAttachment: async () => new Response("", { status: 404 }),
        missingResourceBehavior: "BLANK",
        trackDevice: true,
        ...(editInstance ? { editInstance } : {}),
        onSubmit,
      }),
  });
  app.use(webFormsPlugin);
  const widgets = app.config.globalProperties.$primevue as { config: { locale: Record<string, unknown> } };
  const { aria, ...rest } = widgetWords;
  Object.assign(widgets.config.locale, rest);
  Object.assign(widgets.config.locale.aria as object, aria);
  app.mount(box);
}
