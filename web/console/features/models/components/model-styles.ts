// Brought by the form of a model, which is fetched with its page.
import "@console/shared/ui/select-styles";
import "@mantine/core/styles/PasswordInput.css";
import "@mantine/core/styles/NumberInput.css";
