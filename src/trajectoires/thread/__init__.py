"""The thread from accounts to decision: how one capability hands what it concluded to the next one."""
