namespace Executor.Exchange.Errors;

/// <summary>What an error code says about the request that brought it.</summary>
public enum ErrorVerdict
{
    /// <summary>Not carried out; the request itself is wrong.</summary>
    Refused,

    /// <summary>Not carried out; the same request may be taken later.</summary>
    Wait,

    /// <summary>Not carried out, because of its time stamp.</summary>
    SyncClock,

    /// <summary>Not carried out, and nothing will be until somebody changes the key, the account or the settings.</summary>
    Fatal,

    /// <summary>Not carried out, because things stand otherwise than the request supposed (gone already, there already).</summary>
    StateDiffers,

    /// <summary>Carried out in part; the answer says which.</summary>
    Partial,

    /// <summary>May have been carried out.</summary>
    Unknown,

    /// <summary>Refused for load, without a promise that nothing was carried out: a read may be repeated, anything else is looked for first.</summary>
    Overloaded,
}

/// <summary>Questions one may ask of an <see cref="ErrorVerdict"/>.</summary>
public static class ErrorVerdictExtensions
{
    /// <summary>True when the exchange proved that it did nothing.</summary>
    public static bool ProvesNothingHappened(this ErrorVerdict verdict) => verdict switch
    {
        ErrorVerdict.Refused or ErrorVerdict.Wait or ErrorVerdict.SyncClock or ErrorVerdict.Fatal or ErrorVerdict.StateDiffers => true,
        ErrorVerdict.Partial or ErrorVerdict.Unknown or ErrorVerdict.Overloaded => false,
    };

    /// <summary>True when a read that met it may be repeated at once on another host.</summary>
    public static bool IsWorthAnotherHost(this ErrorVerdict verdict) => verdict switch
    {
        ErrorVerdict.Unknown or ErrorVerdict.Overloaded => true,
        ErrorVerdict.Refused or ErrorVerdict.Wait or ErrorVerdict.SyncClock or ErrorVerdict.Fatal or ErrorVerdict.StateDiffers or ErrorVerdict.Partial => false,
    };
}
