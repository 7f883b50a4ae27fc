/** Views that are fetched when first opened. */
import { useSignal } from "@preact/signals";
import type { ComponentType } from "preact";
import { useEffect } from "preact/hooks";
import { Failed, Loading } from "./pieces.tsx";

/** A component whose code comes later; shows that it is loading, or that it could not be had. */
export function lazy(load: () => Promise<ComponentType>): ComponentType {
  let here: ComponentType | null = null;
  return function Later() {
    const state = useSignal<"waiting" | "here" | "failed">(here ? "here" : "waiting");
    useEffect(() => {
      if (here) return;
      load().then(
        (c) => {
          here = c;
          state.value = "here";
        },
        () => {
          state.value = "failed";
        },
      );
    }, []);
    if (state.value === "failed") return <Failed trouble={{ code: "offline", message: "", hint: null }} />;
    const Here = here;
    return state.value === "here" && Here ? <Here /> : <Loading />;
  };
}
