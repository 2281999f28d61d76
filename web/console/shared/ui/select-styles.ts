// Brought by the screens with a select.
import "@mantine/core/styles/ScrollArea.css";
import "@mantine/core/styles/Combobox.css";
