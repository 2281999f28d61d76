// Package spelling mends what people write where they ask for a person: slips of
// the finger, short forms, words typed as one, Chinese in Latin letters and Chinese
// characters that only sound right. A word that exists stays as it is, and only
// words of requests are mended to.
//
// It is pure and knows nothing of ours but the scripts of Chinese.
package spelling
