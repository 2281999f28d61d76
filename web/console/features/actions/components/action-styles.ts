// Brought by the screens of actions: fields that no other screen has loaded.
import "@console/shared/ui/select-styles";
import "@mantine/core/styles/PasswordInput.css";
import "@mantine/core/styles/NumberInput.css";
import "@mantine/core/styles/Checkbox.css";
