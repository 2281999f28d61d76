// Package eval measures the classification of intents on labelled files, by the
// training and the model that serve live messages. It needs no database.
package eval
