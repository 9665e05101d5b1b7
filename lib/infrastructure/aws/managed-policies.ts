const logs = ["logs:CreateLogStream", "logs:PutLogEvents"];
const lambda = ["logs:CreateLogGroup", ...logs];

/**
 * Policies of AWS's own that are attached most, and that allow the same to everything. What any other allows, only the
 * account tells. https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html
 */
const actions: Readonly<Record<string, readonly string[]>> = {
  AdministratorAccess: ["*"],
  AmazonS3FullAccess: ["s3:*", "s3-object-lambda:*"],
  AmazonS3ReadOnlyAccess: [
    "s3:Get*",
    "s3:List*",
    "s3:Describe*",
    "s3-object-lambda:Get*",
    "s3-object-lambda:List*",
  ],
  "service-role/AmazonECSTaskExecutionRolePolicy": [
    "ecr:GetAuthorizationToken",
    "ecr:BatchCheckLayerAvailability",
    "ecr:GetDownloadUrlForLayer",
    "ecr:BatchGetImage",
    ...logs,
  ],
  "service-role/AWSLambdaBasicExecutionRole": lambda,
  "service-role/AWSLambdaVPCAccessExecutionRole": [
    ...lambda,
    "ec2:CreateNetworkInterface",
    "ec2:DescribeNetworkInterfaces",
    "ec2:DescribeSubnets",
    "ec2:DescribeSecurityGroups",
    "ec2:DescribeVpcs",
    "ec2:DeleteNetworkInterface",
    "ec2:AssignPrivateIpAddresses",
    "ec2:UnassignPrivateIpAddresses",
  ],
};

export const managedPolicies = Object.entries(actions).map(([name, Action]) => ({
  Arn: `arn:aws:iam::aws:policy/${name}`,
  PolicyName: name.slice(name.lastIndexOf("/") + 1),
  AttachmentCount: 0,
  PolicyVersionList: [
    {
      Document: JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Action, Resource: "*" }],
      }),
      IsDefaultVersion: true,
      VersionId: "v1",
    },
  ],
}));
