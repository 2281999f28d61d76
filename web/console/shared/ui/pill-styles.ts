// What fields of several values need beyond a select's; loaded with the screens that have some.
import "@console/shared/ui/select-styles";
import "@mantine/core/styles/Pill.css";
import "@mantine/core/styles/PillsInput.css";
