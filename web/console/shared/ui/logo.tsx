/** The mark: two lines of a conversation, the first one answered. */
export const Logo = ({ size = 28 }: { size?: number }) => (
  <svg width={size} height={size} viewBox="0 0 28 28" fill="none" role="img" aria-label="Firstline">
    <rect width="28" height="28" rx="8" fill="var(--fl-accent)" />
    <path d="M8 9.5h12M8 14h7.5" stroke="var(--fl-on-accent)" strokeWidth="2.4" strokeLinecap="round" />
    <circle cx="9.2" cy="19" r="1.7" fill="var(--fl-on-accent)" />
  </svg>
);
