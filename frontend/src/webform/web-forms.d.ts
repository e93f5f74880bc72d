/** What we use of @getodk/web-forms; the package ships without its types. */
declare module "@getodk/web-forms" {
  import type { Component, Plugin } from "vue";

  export const OdkWebForm: Component;
  export const webFormsPlugin: Plugin;
  export const POST_SUBMIT__NEW_INSTANCE: unique symbol;
}
