import "@console/shared/ui/modal-styles";
import "@mantine/core/styles/Drawer.css";
