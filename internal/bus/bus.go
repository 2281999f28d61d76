// Package bus carries hints between sockets and workers: "this conversation
// has a new event". A hint may be lost, repeated or late; the log is the
// truth, and whoever follows it heals (conversation.Follow). The package
// imports nothing of ours; the in-process bus is [Local].
package bus

import "github.com/google/uuid"

// Topic is what a hint is about: one conversation, or one workspace.
type Topic struct {
	Workspace uuid.UUID
	// Conversation is the nil UUID for the topic of the whole workspace.
	Conversation uuid.UUID
}

// Hint says that something happened on a topic.
type Hint struct {
	// Seq is the recorded event's number in its conversation; 0 is a signal,
	// which is recorded nowhere, or with a nil Body a wake-up: "look yourself".
	Seq int64
	// Body is the event, shared by all receivers: they must not change it.
	Body any
}

// Bus hands hints to subscribers.
type Bus interface {
	// Publish hands h to the topic's subscribers. It never blocks.
	Publish(t Topic, h Hint)
	// Subscribe starts a subscription that holds up to buffer hints.
	Subscribe(t Topic, buffer int) Subscription
	// Topics lists the topics that have subscribers on this node.
	Topics() []Topic
}

// Subscription is one subscriber's queue of hints.
type Subscription interface {
	// C delivers hints. It is never closed: the reader leaves by its context.
	C() <-chan Hint
	// Lost reports whether hints were dropped since the last call, because the
	// queue was full, and forgets it. A reader asks whenever C is drained.
	Lost() bool
	// Close ends the subscription. It may be called twice.
	Close()
}
