// The order is the cascade's: base first, then the parts.
import "@widget/shared/ui/base.css";
import "@widget/shared/ui/rich-text.css";
import "./panel.css";
import "@widget/features/thread/thread.css";
import "@widget/features/thread/message.css";
import "@widget/features/thread/files.css";
import "@widget/features/composer/composer.css";
import "@widget/features/composer/picked-files.css";
import "@widget/features/waiting/waiting.css";
import "@widget/features/asking/asking.css";
import "@widget/features/rating/rating.css";
import "@widget/features/parting/parting.css";
import "@widget/features/article/article.css";
import "@widget/features/history/history.css";
