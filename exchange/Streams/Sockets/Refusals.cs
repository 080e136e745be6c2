using Executor.Exchange.Errors;

namespace Executor.Exchange.Streams.Sockets;

/// <summary>Refusals in words, with what to do about them.</summary>
internal static class Refusals
{
    /// <summary>The code of a listen token that is over or was never given; a new one helps.</summary>
    public const int BadListenToken = -1209;

    /// <summary>The code of a second subscription to the same wallet.</summary>
    public const int AlreadySubscribed = -2035;

    /// <summary>Longest text of the exchange that is repeated.</summary>
    private const int LongestText = 120;

    /// <summary>What was refused, why, and what to do; no secret.</summary>
    public static string Explain(string what, StreamAnswer answer) => Explain(what, answer.Code, answer.Status, answer.Message);

    /// <inheritdoc cref="Explain(string, StreamAnswer)"/>
    public static string Explain(string what, int code, int status, string message)
    {
        return $"{what} was refused: {ShownText.Of(message, LongestText)} ({code}, status {status}){Advice(code)}";
    }

    /// <summary>True when trying again soon is of no use.</summary>
    public static bool NeedsSomebody(ErrorVerdict verdict) => verdict switch
    {
        ErrorVerdict.Fatal or ErrorVerdict.Refused => true,
        ErrorVerdict.Wait or ErrorVerdict.SyncClock or ErrorVerdict.StateDiffers or ErrorVerdict.Partial or ErrorVerdict.Unknown or ErrorVerdict.Overloaded => false,
    };

    private static string Advice(int code) => code switch
    {
        -2008 or -2014 or -2015 => ". Check that the API key is right, not revoked, may trade, and that the address of this machine is allowed for it",
        -1022 => ". Check that the secret belongs to the API key and that the type of the key is set right",
        ErrorTable.TimestampOutside => ". Check that the clock of this machine is kept right",
        -4056 => ". Only Ed25519 keys may log a session on: check the type of the key in the settings",
        -3003 => ". Open the cross margin account at the exchange",
        -11001 => ". Open the isolated margin account of the symbol at the exchange",
        _ => "",
    };
}
