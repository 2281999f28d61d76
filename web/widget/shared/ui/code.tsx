import { Check, Copy } from "lucide-preact";
import { useState } from "preact/hooks";
import { useChat } from "../context";

/** A code that people want to use elsewhere (a voucher, an order number): one press copies it. */
export function Code({ text, block = false }: { text: string; block?: boolean }) {
  const { t } = useChat();
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
      setTimeout(() => setCopied(false), 1_500);
    } catch {
      // Not allowed in this frame: the text can still be selected.
    }
  };
  const label = copied ? t("thread.copied") : t("thread.copy", { code: block ? "" : text });
  const Icon = copied ? Check : Copy;
  const button = (
    <button type="button" class="code-copy" aria-label={label} title={label} onClick={copy}>
      <Icon size={12} strokeWidth={1.75} aria-hidden />
    </button>
  );
  if (block) {
    return (
      <div class="code-block">
        <pre>
          <code>{text}</code>
        </pre>
        {button}
      </div>
    );
  }
  return (
    <span class="code">
      <code>{text}</code>
      {button}
    </span>
  );
}
