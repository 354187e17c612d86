// What somebody has typed or chosen on a page that is drawn anew under her hands.

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

function controls(root: ParentNode): Control[] {
  return [...root.querySelectorAll<Control>("input[id]:not([type=hidden]), textarea[id], select[id]")];
}

function isTouched(control: Control): boolean {
  if (control instanceof HTMLSelectElement) return [...control.options].some(option => option.selected !== option.defaultSelected);
  if (control instanceof HTMLInputElement && (control.type === "checkbox" || control.type === "radio")) return control.checked !== control.defaultChecked;
  return control.value !== control.defaultValue;
}

/** Remembers what was typed, except in a form that was sent; the function it returns writes it back into controls of the same id. */
export function keepTyped(root: ParentNode, sent: HTMLFormElement | null = null): () => void {
  const kept = controls(root).filter(control => isTouched(control) && (sent === null || control.form !== sent)).map(control => ({
    id: control.id, value: control.value, checked: control instanceof HTMLInputElement && control.checked,
  }));
  return () => {
    for (const { id, value, checked } of kept) {
      const control = controls(root).find(found => found.id === id);
      if (!control) continue;
      if (control instanceof HTMLInputElement && (control.type === "checkbox" || control.type === "radio")) control.checked = checked;
      else control.value = value;
    }
  };
}
