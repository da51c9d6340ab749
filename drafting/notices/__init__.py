"""Telling people what happened while they were away, from what deeds left in the outbox.

recipients  who is told of an event, and how much of it each may know
inbox       events become entries of inboxes, exactly once
letters     what is said in a mail
mail        mails go out, at least once, and leave no secret behind
due         all of this, and what the clock finds due, once; whoever serves calls it again and again
"""
