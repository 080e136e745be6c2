using Executor.Core.Exchange;

namespace Executor.Exchange.Errors;

/// <summary>Refusals of this adapter: the request never left. The codes lie outside of what the exchange uses.</summary>
public static class LocalRefusals
{
    /// <summary>The request budget has no room for this kind of request at present; later it will.</summary>
    public const int OverBudget = -90_003;

    /// <summary>The exchange has asked all callers to pause.</summary>
    public const int Paused = -90_004;

    /// <summary>So much time passed before the request could leave that its sender may not own the symbol any more.</summary>
    public const int TooLate = -90_005;

    /// <summary>No API key is configured.</summary>
    public const int NoKey = -90_006;

    /// <summary>The exchange refused with this HTTP status and without an error code: 90,400 and more stand for 400 and more.</summary>
    /// <param name="status">HTTP status, 400 to 499.</param>
    public static int OfStatus(int status) => -90_000 - status;

    /// <summary>What the exchange would answer to a request that a margin account does not have; null when it has it.</summary>
    public static ExchangeReply.Rejected? NotOn(TradingAccount account, ExchangeCommand command) => (account.IsMargin(), command) switch
    {
        (true, ExchangeCommand.Replace) => new(ErrorCodes.NewOrderRejected, "Order cancel-replace is not supported for this symbol."),
        (true, ExchangeCommand.Amend) => new(ErrorCodes.AmendRejected, "Order amend is not supported for this symbol."),
        (true, ExchangeCommand.PlaceOto { Oto.IsPaidByWorking: true }) => new(ErrorCodes.NewOrderRejected, "OPO orders are not supported for this symbol"),
        (false, ExchangeCommand.Borrow) => new(-3008, "Borrow not allowed."),
        (false, ExchangeCommand.Repay) => new(-3010, "Repay not allowed."),
        _ => null,
    };
}
