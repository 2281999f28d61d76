import "./modal-styles";
import { Modal, type ModalProps } from "@mantine/core";
import { useTranslation } from "react-i18next";

/** A dialog with its close button named. Always loaded lazily: Modal is a large part. */
export function Dialog(props: ModalProps) {
  const { t } = useTranslation();
  // The page itself never scrolls, so there is nothing to lock; locking would write a style that the CSP refuses.
  return <Modal lockScroll={false} closeButtonProps={{ "aria-label": t("action.close") }} {...props} />;
}
