using Azure;
using Azure.Identity;

namespace Executor.Storage.Azure;

/// <summary>Says what went wrong with an account, and what to do. Never repeats a key or a signature.</summary>
internal static class AzureProblems
{
    public static string Describe(Exception exception) => exception switch
    {
        AuthenticationFailedException => $"no identity was accepted ({FirstLine(exception)}). Check the workload or managed identity of this process.",
        RequestFailedException { ErrorCode: "AuthorizationPermissionMismatch" or "AuthorizationFailure" or "InsufficientAccountPermissions" } =>
            "the identity may not do this. It needs the roles Storage Table Data Contributor and Storage Blob Data Contributor, and a way through the account's firewall.",
        RequestFailedException { Status: 401 or 403 } =>
            "the credentials are wrong: the account does not accept its key or token. Check the connection string, and the clock of this machine.",
        RequestFailedException { ErrorCode: "TableNotFound" or "ContainerNotFound" } failed =>
            $"it is gone ({failed.ErrorCode}). Restore it from a backup; a restart would begin with an empty one.",
        RequestFailedException { Status: 0 } => $"the account cannot be reached ({FirstLine(exception)}).",
        RequestFailedException failed => $"the account answered {failed.Status} {failed.ErrorCode} ({FirstLine(exception)}).",
        AggregateException { InnerExceptions: [.., var last] } => Describe(last), // one for each attempt
        OperationCanceledException => "the account did not answer in time.",
        _ => FirstLine(exception),
    };

    private static string FirstLine(Exception exception) => exception.Message.Split('\n', 2)[0].Trim();
}
