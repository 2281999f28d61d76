import type { components } from "@shared/api/schema.gen";

/** Short names for the generated types that the screens use. Nothing is described by hand here. */
type Schemas = components["schemas"];

export type ListRow = Schemas["ListRow"];
export type ListPage = Schemas["ListPage"];
export type Counts = Schemas["Counts"];
export type Detail = Schemas["Detail"];
export type Brief = Schemas["Brief"];
export type BriefFact = Schemas["BriefFact"];
export type Decision = Schemas["Decision"];
export type MoodEffect = Schemas["MoodEffect"];
export type MoodPoint = Schemas["MoodPoint"];
export type HistoryRow = Schemas["HistoryRow"];
export type VisitorCard = Schemas["VisitorCard"];
export type Assignment = Schemas["Assignment"];
export type Assist = Schemas["AssistView"];
export type Suggestion = Schemas["SuggestionView"];
export type SuggestionSource = Schemas["SuggestionSourceView"];
export type RankedArticle = Schemas["RankedArticle"];
export type CannedReply = Schemas["CannedReply"];
export type ArticleRow = Schemas["ArticleRow"];
export type ArticleView = Schemas["ArticleView"];
export type ArticleDraft = Schemas["ArticleDraft"];
export type Revision = Schemas["RevisionRow"];
export type Collection = Schemas["Collection"];
export type TestResult = Schemas["TestResult"];
export type TestHit = Schemas["TestHit"];
export type MergeOption = Schemas["MergeOption"];
export type PassedNote = Schemas["PassedNote"];
export type Me = Schemas["Me"];
export type Membership = Schemas["Membership"];
export type Member = Schemas["MemberView"];
export type Team = Schemas["TeamView"];
export type Status = Schemas["StatusView"];

export type Stage = ListRow["stage"];
export type MoodLabel = Schemas["MoodPoint"]["label"];
export type Presence = Schemas["PresenceInputBody"]["status"];
export type View = keyof Counts;
export type Language = CannedReply["lang"];
