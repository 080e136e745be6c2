namespace Executor.CrashHost;

/// <summary>The instants around an effect at which a process can die.</summary>
public enum KillPoint
{
    /// <summary>Nowhere: it is killed from outside, or not at all.</summary>
    None,

    /// <summary>Decided, not yet stored.</summary>
    BeforeSave,

    /// <summary>Stored, and nothing done since.</summary>
    AfterSave,

    /// <summary>About to be sent.</summary>
    BeforeSend,

    /// <summary>Carried out by the exchange; the reply has not come back.</summary>
    AfterSend,
}
